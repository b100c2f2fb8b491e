package io.segsnap.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Builds a record batch of magic 2 in off-heap memory that is kept from batch to batch. Adding a
 * record makes no garbage. Not thread safe.
 *
 * <pre>{@code
 * ByteBuffer batch = builder.begin(codec).add(...).add(...).finish(baseOffset, leaderEpoch);
 * }</pre>
 */
public final class BatchBuilder {

  private static final int INITIAL_BYTES = 64 * 1024;
  private static final int MAX_RECORD_OVERHEAD = 32;

  private final Codecs codecs;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(INITIAL_BYTES);

  private CompressionCodec codec = CompressionCodec.NONE;
  private int count;
  private long baseTimestamp;
  private long maxTimestamp;
  private long producerId = RecordBatch.NO_PRODUCER_ID;
  private short producerEpoch = -1;
  private int baseSequence = -1;
  private boolean transactional;

  public BatchBuilder(Codecs codecs) {
    this.codecs = codecs;
  }

  /** Starts a batch of no producer. */
  public BatchBuilder begin(CompressionCodec codec) {
    this.codec = codec;
    buffer.clear().position(RecordBatch.HEADER_BYTES);
    count = 0;
    maxTimestamp = -1;
    return producer(RecordBatch.NO_PRODUCER_ID, (short) -1, -1, false);
  }

  /** Makes the batch that of an idempotent or transactional producer. */
  public BatchBuilder producer(long id, short epoch, int sequence, boolean inTransaction) {
    producerId = id;
    producerEpoch = epoch;
    baseSequence = sequence;
    transactional = inTransaction;
    return this;
  }

  public BatchBuilder add(SimpleRecord record) {
    return add(record.timestamp(), record.key(), record.value(), record.headers());
  }

  /** Adds a record; positions and limits of its buffers stay as they are. */
  public BatchBuilder add(
      long timestamp,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value,
      List<RecordHeader> headers) {
    if (count == 0) {
      baseTimestamp = timestamp;
    }
    maxTimestamp = Math.max(maxTimestamp, timestamp);
    int bodyBytes = bodyBytes(timestamp, key, value, headers);
    reserve(bodyBytes + MAX_RECORD_OVERHEAD);
    Varint.write(buffer, bodyBytes);
    buffer.put((byte) 0);
    Varint.write(buffer, timestamp - baseTimestamp);
    Varint.write(buffer, count);
    putBytes(key);
    putBytes(value);
    Varint.write(buffer, headers.size());
    for (int i = 0; i < headers.size(); i++) {
      RecordHeader header = headers.get(i);
      Varint.write(buffer, Utf8.size(header.key()));
      Utf8.write(buffer, header.key());
      putBytes(header.value());
    }
    count++;
    return this;
  }

  private int bodyBytes(
      long timestamp,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value,
      List<RecordHeader> headers) {
    long bytes = 1L + Varint.size(timestamp - baseTimestamp) + Varint.size(count);
    bytes += sizeOf(key) + sizeOf(value) + Varint.size(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      int keyBytes = Utf8.size(headers.get(i).key());
      bytes += Varint.size(keyBytes) + keyBytes + sizeOf(headers.get(i).value());
    }
    return Math.toIntExact(bytes);
  }

  private static long sizeOf(@Nullable ByteBuffer bytes) {
    return bytes == null ? 1 : (long) Varint.size(bytes.remaining()) + bytes.remaining();
  }

  private void putBytes(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      Varint.write(buffer, -1);
      return;
    }
    int length = bytes.remaining();
    Varint.write(buffer, length);
    buffer.put(buffer.position(), bytes, bytes.position(), length);
    buffer.position(buffer.position() + length);
  }

  private void reserve(int bytes) {
    if (buffer.remaining() < bytes) {
      long wanted = Math.max(buffer.capacity() * 2L, (long) buffer.position() + bytes);
      ByteBuffer larger = ByteBuffer.allocateDirect((int) Math.min(wanted, Integer.MAX_VALUE - 8));
      larger.put(buffer.flip());
      buffer = larger;
    }
  }

  /** Records added since {@link #begin}. */
  public int count() {
    return count;
  }

  /** Size of the batch so far, before compression. */
  public int sizeBytes() {
    return buffer.position();
  }

  /**
   * Completes the batch.
   *
   * @return its bytes from position to limit, valid until the next {@link #begin}
   * @throws IllegalStateException if no record was added
   */
  public ByteBuffer finish(long baseOffset, int leaderEpoch) throws IOException {
    if (count == 0) {
      throw new IllegalStateException("a batch needs at least one record");
    }
    if (codec != CompressionCodec.NONE) {
      buffer = codecs.compress(codec, buffer, RecordBatch.HEADER_BYTES);
    }
    int size = buffer.position();
    buffer
        .putLong(0, baseOffset)
        .putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, size - RecordBatch.LOG_OVERHEAD)
        .putInt(RecordBatch.OFFSET_OF_LEADER_EPOCH, leaderEpoch)
        .put(RecordBatch.OFFSET_OF_MAGIC, (byte) 2)
        .putShort(RecordBatch.OFFSET_OF_ATTRIBUTES, attributes())
        .putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, count - 1)
        .putLong(RecordBatch.OFFSET_OF_BASE_TIMESTAMP, baseTimestamp)
        .putLong(RecordBatch.OFFSET_OF_MAX_TIMESTAMP, maxTimestamp)
        .putLong(RecordBatch.OFFSET_OF_PRODUCER_ID, producerId)
        .putShort(RecordBatch.OFFSET_OF_PRODUCER_EPOCH, producerEpoch)
        .putInt(RecordBatch.OFFSET_OF_BASE_SEQUENCE, baseSequence)
        .putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, count);
    crc.reset();
    crc.update(buffer.limit(size).position(RecordBatch.OFFSET_OF_ATTRIBUTES));
    buffer.putInt(RecordBatch.OFFSET_OF_CRC, (int) crc.getValue());
    return buffer.position(0);
  }

  private short attributes() {
    return (short) (codec.id() | (transactional ? 0x10 : 0));
  }
}
