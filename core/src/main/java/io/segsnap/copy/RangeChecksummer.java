package io.segsnap.copy;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Computes {@link RangeChecksums} of bytes that come in file order. Not thread safe. */
public final class RangeChecksummer {

  private final CRC32C crc = new CRC32C();
  private final Crc32cJoin join = new Crc32cJoin();
  private final long lengthBytes;
  private final int[] crcs;
  private long position;

  /**
   * Starts at position 0.
   *
   * @param lengthBytes length of the file
   */
  public RangeChecksummer(long lengthBytes) {
    this.lengthBytes = lengthBytes;
    this.crcs = new int[RangeChecksums.countFor(lengthBytes)];
  }

  /** {@return how many bytes were added} */
  public long position() {
    return position;
  }

  /** {@return how many bytes are left of the range that the next byte belongs to} */
  public int leftInRange() {
    return RangeChecksums.RANGE_BYTES - (int) (position % RangeChecksums.RANGE_BYTES);
  }

  /**
   * Takes the next bytes, from the buffer's position to its limit, and moves its position there.
   *
   * @param bytes no more than the file has left
   */
  public void add(ByteBuffer bytes) {
    int limit = bytes.limit();
    while (bytes.position() < limit) {
      int count = Math.min(leftInRange(), limit - bytes.position());
      bytes.limit(bytes.position() + count);
      crc.reset();
      crc.update(bytes);
      add((int) crc.getValue(), count);
    }
    bytes.limit(limit);
  }

  /**
   * Takes the next bytes by a checksum that was computed over them already.
   *
   * @param crcOfBytes their CRC-32C
   * @param count how many, at least 1 and at most {@link #leftInRange()}
   */
  public void add(int crcOfBytes, int count) {
    if (count < 1 || count > leftInRange()) {
      throw new IllegalArgumentException(count + " bytes do not lie within a range");
    }
    int range = (int) (position / RangeChecksums.RANGE_BYTES);
    boolean isFirst = position % RangeChecksums.RANGE_BYTES == 0;
    crcs[range] = isFirst ? crcOfBytes : join.join(crcs[range], crcOfBytes, count);
    position += count;
  }

  /**
   * Completes the file.
   *
   * @return the checksums
   * @throws IllegalStateException if bytes are missing
   */
  public RangeChecksums finish() {
    if (position != lengthBytes) {
      throw new IllegalStateException("added " + position + " of " + lengthBytes + " bytes");
    }
    return RangeChecksums.of(lengthBytes, crcs);
  }
}
