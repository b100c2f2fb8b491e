package io.segsnap.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Computes {@link RangeChecksums} of bytes that come in file order. Not thread safe. */
public final class RangeChecksummer {

  private final CRC32C crc = new CRC32C();
  private final Crc32cJoin join = new Crc32cJoin();
  private int[] crcs;
  private long position;

  /** Starts at position 0. */
  public RangeChecksummer() {
    this.crcs = new int[1];
  }

  /**
   * Goes on behind bytes whose checksums are known.
   *
   * @param known checksums of the file so far
   */
  public RangeChecksummer(RangeChecksums known) {
    this.crcs = new int[Math.max(1, known.count())];
    for (int range = 0; range < known.count(); range++) {
      crcs[range] = known.crc(range);
    }
    this.position = known.lengthBytes();
  }

  /** {@return how many bytes the file has so far} */
  public long position() {
    return position;
  }

  /** {@return how many bytes are left of the range that the next byte belongs to} */
  public int leftInRange() {
    return RangeChecksums.RANGE_BYTES - (int) (position % RangeChecksums.RANGE_BYTES);
  }

  /** Takes the next bytes, from the buffer's position to its limit, and moves its position there. */
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
    int range = Math.toIntExact(position / RangeChecksums.RANGE_BYTES);
    if (range == crcs.length) {
      crcs = Arrays.copyOf(crcs, 2 * crcs.length);
    }
    boolean isFirst = position % RangeChecksums.RANGE_BYTES == 0;
    crcs[range] = isFirst ? crcOfBytes : join.join(crcs[range], crcOfBytes, count);
    position += count;
  }

  /** {@return the checksums of the file so far} */
  public RangeChecksums checksums() {
    return RangeChecksums.of(position, Arrays.copyOf(crcs, RangeChecksums.countFor(position)));
  }
}
