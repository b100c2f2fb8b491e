package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * Checks what snappy data says of its own sizes, which the library believes: it allocates them before
 * it looks further, and answers what can't be with an {@link Error}. The data is one block, or in
 * xerial framing
 *
 * <pre>
 * 0x82 'S' 'N' 'A' 'P' 'P' 'Y' 0 | version i32 | compatible version i32 | { size i32 | block }
 * </pre>
 *
 * and a block starts with the size of its content as a varint. Source: {@code SnappyInputStream} of
 * snappy-java, the format description of snappy.
 */
final class SnappySizes {

  private static final long MAGIC = 0x82534E4150505900L;
  private static final int MAGIC_HEAD = (int) (MAGIC >>> 32);
  private static final int HEADER_BYTES = 16;
  private static final int SIZE_BYTES = 4;

  /** An element of three bytes stands for at most 64. */
  private static final int MAX_RATIO = 22;

  private SnappySizes() {}

  /**
   * @throws MalformedRecordException if a size can't be true
   */
  static void check(ByteBuffer records) {
    int at = records.position();
    int end = records.limit();
    if (end - at < HEADER_BYTES || records.getLong(at) != MAGIC) {
      checkBlock(records, at, end);
      return;
    }
    at += HEADER_BYTES;
    while (end - at >= SIZE_BYTES) {
      int size = records.getInt(at);
      if (size == MAGIC_HEAD) {
        // the library takes each further header by a recursion
        throw new MalformedRecordException("snappy data with a second header");
      }
      at += SIZE_BYTES;
      if (size < 0 || size > end - at) {
        throw new MalformedRecordException("snappy block of " + size + " bytes");
      }
      checkBlock(records, at, at + size);
      at += size;
    }
  }

  private static void checkBlock(ByteBuffer records, int from, int to) {
    long content = 0;
    int at = from;
    int shift = 0;
    byte b = -1;
    while (b < 0 && at < to && shift < 35) {
      b = records.get(at++);
      content |= (b & 0x7FL) << shift;
      shift += 7;
    }
    if (b < 0 || content > (long) MAX_RATIO * (to - from)) {
      throw new MalformedRecordException(
          "snappy block of " + (to - from) + " bytes that says it holds " + content);
    }
  }
}
