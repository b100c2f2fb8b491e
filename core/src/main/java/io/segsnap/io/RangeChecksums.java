package io.segsnap.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The CRC-32C of each {@value #RANGE_BYTES}-byte range of a file, the last range being shorter. Ranges let several
 * threads compute and check them, and tell where two files differ. Immutable.
 */
public final class RangeChecksums {

  /** Size of a range: 4 MiB. */
  public static final int RANGE_BYTES = 4 * 1024 * 1024;

  /** Of an empty file. */
  public static final RangeChecksums EMPTY = new RangeChecksums(0, new int[0]);

  private static final int HEX_DIGITS = 8;

  private final long lengthBytes;
  private final int[] crcs;

  /**
   * A range whose checksum is not what it must be.
   *
   * @param position file position of the range's first byte
   * @param lengthBytes length of the range
   * @param expected the checksum it must have
   * @param actual the checksum it has
   */
  public record Difference(long position, int lengthBytes, int expected, int actual) {

    /** {@return what the range must have, for an error message} */
    public String expectedText() {
      return "CRC-32C " + text(expected) + " over " + lengthBytes + " bytes";
    }

    /** {@return what the range has, for an error message} */
    public String actualText() {
      return text(actual);
    }

    private static String text(int crc) {
      return String.format("0x%08x", crc);
    }
  }

  private RangeChecksums(long lengthBytes, int[] crcs) {
    this.lengthBytes = lengthBytes;
    this.crcs = crcs;
  }

  /**
   * Wraps computed checksums.
   *
   * @param lengthBytes length of the file
   * @param crcs one for each range, in order; copied
   * @return the checksums
   */
  public static RangeChecksums of(long lengthBytes, int[] crcs) {
    if (crcs.length != countFor(lengthBytes)) {
      throw new IllegalArgumentException(
          lengthBytes + " bytes have " + countFor(lengthBytes) + " ranges, not " + crcs.length);
    }
    return new RangeChecksums(lengthBytes, crcs.clone());
  }

  /**
   * Computes the checksums of a whole file.
   *
   * @param content of the file, from position to limit; both stay as they are
   * @return the checksums
   */
  public static RangeChecksums of(ByteBuffer content) {
    RangeChecksummer checksummer = new RangeChecksummer();
    checksummer.add(content.duplicate());
    return checksummer.checksums();
  }

  /**
   * Reads the form of {@link #toHex()}.
   *
   * @param lengthBytes length of the file
   * @param hex eight lower-case hexadecimal digits for each range
   * @return the checksums, empty where the text is none for a file of that length
   */
  public static Optional<RangeChecksums> parse(long lengthBytes, String hex) {
    long full = lengthBytes / RANGE_BYTES;
    long ranges = lengthBytes % RANGE_BYTES == 0 ? full : full + 1;
    if (hex.length() != ranges * HEX_DIGITS) {
      return Optional.empty();
    }
    int[] crcs = new int[(int) ranges];
    for (int i = 0; i < hex.length(); i++) {
      char digit = hex.charAt(i);
      int value = digit >= 'A' && digit <= 'F' ? -1 : Character.digit(digit, 16);
      if (value < 0 || digit > 'f') {
        return Optional.empty();
      }
      crcs[i / HEX_DIGITS] = crcs[i / HEX_DIGITS] << 4 | value;
    }
    return Optional.of(new RangeChecksums(lengthBytes, crcs));
  }

  /**
   * The number of ranges of a file.
   *
   * @param lengthBytes length of the file
   * @return 0 for an empty file
   */
  public static int countFor(long lengthBytes) {
    return Math.toIntExact((lengthBytes + RANGE_BYTES - 1) / RANGE_BYTES);
  }

  /** {@return the length of the file} */
  public long lengthBytes() {
    return lengthBytes;
  }

  /** {@return the number of ranges} */
  public int count() {
    return crcs.length;
  }

  /**
   * The checksums of a shorter file that begins with the same bytes.
   *
   * @param newLengthBytes its length
   * @param rest checksum of what follows its last full range
   * @return the checksums
   */
  public RangeChecksums prefix(long newLengthBytes, RangeChecksums rest) {
    int full = Math.toIntExact(newLengthBytes / RANGE_BYTES);
    int[] first = Arrays.copyOf(crcs, full + rest.crcs.length);
    System.arraycopy(rest.crcs, 0, first, full, rest.crcs.length);
    return of(newLengthBytes, first);
  }

  /**
   * {@return the checksum of a range}
   *
   * @param range index of the range
   */
  public int crc(int range) {
    return crcs[range];
  }

  /**
   * Compares one range.
   *
   * @param range index of the range
   * @param actual the checksum that its bytes have
   * @return the difference, empty where there is none
   */
  public Optional<Difference> compare(int range, int actual) {
    if (crcs[range] == actual) {
      return Optional.empty();
    }
    long position = (long) range * RANGE_BYTES;
    int length = (int) Math.min(RANGE_BYTES, lengthBytes - position);
    return Optional.of(new Difference(position, length, crcs[range], actual));
  }

  /**
   * Finds the first range that differs, among those that both have.
   *
   * @param actual the checksums of the bytes as they are
   * @return the difference, empty where there is none
   */
  public Optional<Difference> firstDifference(RangeChecksums actual) {
    int mismatch = Arrays.mismatch(crcs, actual.crcs);
    if (mismatch < 0 || mismatch >= Math.min(crcs.length, actual.crcs.length)) {
      return Optional.empty();
    }
    return compare(mismatch, actual.crcs[mismatch]);
  }

  /** {@return eight lower-case hexadecimal digits for each range, without separators} */
  public String toHex() {
    StringBuilder hex = new StringBuilder(crcs.length * HEX_DIGITS);
    for (int crc : crcs) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        hex.append(Character.forDigit(crc >>> shift & 0xF, 16));
      }
    }
    return hex.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangeChecksums that
        && lengthBytes == that.lengthBytes
        && Arrays.equals(crcs, that.crcs);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(lengthBytes) * 31 + Arrays.hashCode(crcs);
  }

  @Override
  public String toString() {
    return lengthBytes + " bytes " + toHex();
  }
}
