package io.segsnap.benchmarks.kernels;

import io.segsnap.format.RecordBatch;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;

/** On {@link ByteBuffer}s of either kind. */
final class ByteBufferKernel implements Kernel {

  private final ByteBuffer value;
  private final ByteBuffer batch;
  private final ByteBuffer batches;
  private final ByteBuffer target;
  private final CRC32C crc = new CRC32C();

  ByteBufferKernel(IntFunction<ByteBuffer> allocate) {
    value = allocate.apply(VALUE_BYTES);
    batch = allocate.apply(2 * RECORDS * VALUE_BYTES);
    batches = allocate.apply(BLOCK_BYTES);
    target = allocate.apply(BLOCK_BYTES);
    for (int i = 0; i < VALUE_BYTES; i++) {
      value.put(i, (byte) i);
    }
    for (int i = 0; i < BATCHES; i++) {
      int at = i * SCANNED_BATCH_BYTES;
      batches.putLong(at, i);
      batches.putInt(at + RecordBatch.OFFSET_OF_BATCH_LENGTH, SCANNED_BATCH_BYTES - 12);
      batches.put(at + RecordBatch.OFFSET_OF_MAGIC, (byte) 2);
      batches.putLong(at + RecordBatch.OFFSET_OF_MAX_TIMESTAMP, i);
    }
  }

  @Override
  public long build() {
    batch.clear().position(RecordBatch.HEADER_BYTES);
    for (int i = 0; i < RECORDS; i++) {
      writeVarint(VALUE_BYTES + 7);
      batch.put((byte) 0);
      writeVarint(i);
      writeVarint(i);
      writeVarint(-1);
      writeVarint(VALUE_BYTES);
      batch.put(batch.position(), value, 0, VALUE_BYTES);
      batch.position(batch.position() + VALUE_BYTES);
      writeVarint(0);
    }
    int size = batch.position();
    batch
        .putLong(0, 0)
        .putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, size - RecordBatch.LOG_OVERHEAD)
        .putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, RECORDS - 1)
        .putLong(RecordBatch.OFFSET_OF_MAX_TIMESTAMP, RECORDS - 1)
        .putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, RECORDS);
    crc.reset();
    crc.update(batch.limit(size).position(RecordBatch.OFFSET_OF_ATTRIBUTES));
    batch.putInt(RecordBatch.OFFSET_OF_CRC, (int) crc.getValue());
    return crc.getValue();
  }

  private void writeVarint(int number) {
    int rest = (number << 1) ^ (number >> 31);
    while ((rest & ~0x7F) != 0) {
      batch.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    batch.put((byte) rest);
  }

  @Override
  public long scan() {
    long sum = 0;
    int at = 0;
    while (at < BLOCK_BYTES) {
      sum += batches.getLong(at);
      sum += batches.get(at + RecordBatch.OFFSET_OF_MAGIC);
      sum += batches.getInt(at + RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA);
      sum += batches.getLong(at + RecordBatch.OFFSET_OF_MAX_TIMESTAMP);
      at += RecordBatch.LOG_OVERHEAD + batches.getInt(at + RecordBatch.OFFSET_OF_BATCH_LENGTH);
    }
    return sum;
  }

  @Override
  public long copy() {
    target.put(0, batches, 0, BLOCK_BYTES);
    return BLOCK_BYTES;
  }

  @Override
  public long checksum() {
    crc.reset();
    crc.update(batches.clear());
    return crc.getValue();
  }

  @Override
  public void close() {}
}
