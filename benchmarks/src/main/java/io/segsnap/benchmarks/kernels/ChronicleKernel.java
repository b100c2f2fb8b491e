package io.segsnap.benchmarks.kernels;

import io.segsnap.format.RecordBatch;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;

/** On native {@link Bytes}, which are in the machine's byte order; the format is big-endian. */
final class ChronicleKernel implements Kernel {

  private final Bytes<?> value = allocate(VALUE_BYTES);
  private final Bytes<?> batch = allocate(2 * RECORDS * VALUE_BYTES);
  private final Bytes<?> batches = allocate(BLOCK_BYTES);
  private final Bytes<?> target = allocate(BLOCK_BYTES);
  private final ByteBuffer batchView = view(batch);
  private final ByteBuffer batchesView = view(batches);
  private final CRC32C crc = new CRC32C();

  ChronicleKernel() {
    for (int i = 0; i < VALUE_BYTES; i++) {
      value.writeByte(i, (byte) i);
    }
    value.writePosition(VALUE_BYTES);
    for (int i = 0; i < BATCHES; i++) {
      int at = i * SCANNED_BATCH_BYTES;
      putLong(batches, at, i);
      putInt(batches, at + RecordBatch.OFFSET_OF_BATCH_LENGTH, SCANNED_BATCH_BYTES - 12);
      batches.writeByte(at + RecordBatch.OFFSET_OF_MAGIC, (byte) 2);
      putLong(batches, at + RecordBatch.OFFSET_OF_MAX_TIMESTAMP, i);
    }
    batches.writePosition(BLOCK_BYTES);
  }

  private static Bytes<?> allocate(int bytes) {
    Bytes<?> allocated = BytesStore.nativeStoreWithFixedCapacity(bytes).bytesForWrite();
    allocated.zeroOut(0, bytes);
    return allocated;
  }

  /** The JDK's CRC takes no address, but a buffer over the same memory. */
  private static ByteBuffer view(Bytes<?> bytes) {
    return bytes.bytesStore().toTemporaryDirectByteBuffer();
  }

  private static void putInt(Bytes<?> bytes, long at, int number) {
    bytes.writeInt(at, Integer.reverseBytes(number));
  }

  private static void putLong(Bytes<?> bytes, long at, long number) {
    bytes.writeLong(at, Long.reverseBytes(number));
  }

  @Override
  public long build() {
    batch.writePosition(RecordBatch.HEADER_BYTES);
    for (int i = 0; i < RECORDS; i++) {
      writeVarint(VALUE_BYTES + 7);
      batch.writeByte((byte) 0);
      writeVarint(i);
      writeVarint(i);
      writeVarint(-1);
      writeVarint(VALUE_BYTES);
      batch.write(value, 0L, VALUE_BYTES);
      writeVarint(0);
    }
    int size = (int) batch.writePosition();
    putLong(batch, 0, 0);
    putInt(batch, RecordBatch.OFFSET_OF_BATCH_LENGTH, size - RecordBatch.LOG_OVERHEAD);
    putInt(batch, RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, RECORDS - 1);
    putLong(batch, RecordBatch.OFFSET_OF_MAX_TIMESTAMP, RECORDS - 1);
    putInt(batch, RecordBatch.OFFSET_OF_RECORD_COUNT, RECORDS);
    crc.reset();
    crc.update(batchView.limit(size).position(RecordBatch.OFFSET_OF_ATTRIBUTES));
    putInt(batch, RecordBatch.OFFSET_OF_CRC, (int) crc.getValue());
    return crc.getValue();
  }

  private void writeVarint(int number) {
    int rest = (number << 1) ^ (number >> 31);
    while ((rest & ~0x7F) != 0) {
      batch.writeByte((byte) (rest | 0x80));
      rest >>>= 7;
    }
    batch.writeByte((byte) rest);
  }

  @Override
  public long scan() {
    long sum = 0;
    long at = 0;
    while (at < BLOCK_BYTES) {
      sum += Long.reverseBytes(batches.readLong(at));
      sum += batches.readByte(at + RecordBatch.OFFSET_OF_MAGIC);
      sum += Integer.reverseBytes(batches.readInt(at + RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA));
      sum += Long.reverseBytes(batches.readLong(at + RecordBatch.OFFSET_OF_MAX_TIMESTAMP));
      at += RecordBatch.LOG_OVERHEAD
          + Integer.reverseBytes(batches.readInt(at + RecordBatch.OFFSET_OF_BATCH_LENGTH));
    }
    return sum;
  }

  @Override
  public long copy() {
    target.write(0, batches, 0, BLOCK_BYTES);
    return BLOCK_BYTES;
  }

  @Override
  public long checksum() {
    crc.reset();
    crc.update(batchesView.clear());
    return crc.getValue();
  }

  @Override
  public void close() {
    value.releaseLast();
    batch.releaseLast();
    batches.releaseLast();
    target.releaseLast();
  }
}
