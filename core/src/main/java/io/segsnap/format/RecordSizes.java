package io.segsnap.format;

import java.nio.ByteBuffer;

/** Checks that the records of an uncompressed batch fill it exactly, by their sizes alone. */
public final class RecordSizes {

  private RecordSizes() {}

  /**
   * Adds up the records' sizes.
   *
   * @param batch an uncompressed batch of magic 2 that lies in its buffer as a whole
   * @throws MalformedRecordException if the sizes don't add up to the batch's length
   */
  public static void requireWhole(RecordBatch batch) {
    ByteBuffer buffer = batch.buffer();
    int at = batch.start() + RecordBatch.HEADER_BYTES;
    int end = batch.start() + batch.sizeBytes();
    for (int i = 0; i < batch.recordCount(); i++) {
      int raw = 0;
      int shift = 0;
      byte b;
      do {
        if (at >= end || shift > 28) {
          throw new MalformedRecordException("record " + i + " without a size");
        }
        b = buffer.get(at++);
        raw |= (b & 0x7F) << shift;
        shift += 7;
      } while (b < 0);
      int size = (raw >>> 1) ^ -(raw & 1);
      if (size <= 0 || size > end - at) {
        throw new MalformedRecordException("record " + i + " of " + size + " bytes");
      }
      at += size;
    }
    if (at != end) {
      throw new MalformedRecordException((end - at) + " bytes after the last record");
    }
  }
}
