package io.segsnap.copy;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Computes {@link RangeChecksums} of bytes that come in file order. Not thread safe. */
public final class RangeChecksummer {

  private final CRC32C crc = new CRC32C();
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

  /**
   * Takes the next bytes, from the buffer's position to its limit, and moves its position there.
   *
   * @param bytes no more than the file has left
   */
  public void add(ByteBuffer bytes) {
    int limit = bytes.limit();
    while (bytes.position() < limit) {
      long inRange = RangeChecksums.RANGE_BYTES - position % RangeChecksums.RANGE_BYTES;
      int count = (int) Math.min(inRange, limit - bytes.position());
      bytes.limit(bytes.position() + count);
      crc.update(bytes);
      position += count;
      if (count == inRange || position == lengthBytes) {
        crcs[(int) ((position - 1) / RangeChecksums.RANGE_BYTES)] = (int) crc.getValue();
        crc.reset();
      }
    }
    bytes.limit(limit);
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
