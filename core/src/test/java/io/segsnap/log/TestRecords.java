package io.segsnap.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.RecordHeader;
import io.segsnap.format.SimpleRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** Records and batches for tests; the same number gives the same bytes. */
final class TestRecords {

  static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private TestRecords() {}

  /** One record whose batch is 100 bytes or a little more. */
  static List<SimpleRecord> one(int number) {
    return List.of(
        SimpleRecord.of(FIRST_TIMESTAMP + number, "key" + number, "value of about 24 byte"));
  }

  static List<SimpleRecord> many(int number, int count) {
    List<SimpleRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.addAll(one(number + i));
    }
    return records;
  }

  /** Records with null, empty and unicode parts, headers of every kind, timestamps out of order. */
  static List<SimpleRecord> odd(int number) {
    long now = FIRST_TIMESTAMP + number * 10L;
    List<RecordHeader> headers = List.of(
        new RecordHeader("twice", utf8("1")),
        new RecordHeader("twice", utf8("2")),
        new RecordHeader("", utf8("no key")),
        new RecordHeader("\u00e4\u20ac\ud83d\ude00", utf8("\u00fc")),
        new RecordHeader("null", null),
        new RecordHeader("empty", utf8("")));
    return List.of(
        SimpleRecord.of(now, null, null),
        SimpleRecord.of(now - 7, "", ""),
        new SimpleRecord(now + 5, utf8("k" + number), null, headers),
        new SimpleRecord(0, null, utf8("v".repeat(number)), headers),
        SimpleRecord.of(now + 1, "key", "value".repeat(number % 50)));
  }

  static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /** A batch of Kafka's making that starts at {@code baseOffset}. */
  static ByteBuffer batch(long baseOffset, String... values) {
    return MemoryRecords.withRecords(baseOffset, Compression.NONE, kafka(values))
        .buffer();
  }

  /** A batch whose records are {@code laterMs} after the first timestamp, and one after another. */
  static ByteBuffer batchAt(long laterMs, String... values) {
    var records = kafka(values);
    for (int i = 0; i < records.length; i++) {
      records[i] = new org.apache.kafka.common.record.internal.SimpleRecord(
          FIRST_TIMESTAMP + laterMs + i, records[i].key(), records[i].value());
    }
    return MemoryRecords.withRecords(0L, Compression.NONE, records).buffer();
  }

  /** Two batches for one append. */
  static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip();
  }

  /** A batch without records, as compaction leaves it: the smallest of magic 2. */
  static ByteBuffer empty(long baseOffset, long lastOffset, long producerId) {
    ByteBuffer batch = ByteBuffer.allocate(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    DefaultRecordBatch.writeEmptyHeader(
        batch,
        (byte) 2,
        producerId,
        (short) (producerId < 0 ? -1 : 0),
        producerId < 0 ? -1 : 0,
        baseOffset,
        lastOffset,
        0,
        TimestampType.CREATE_TIME,
        FIRST_TIMESTAMP,
        false,
        false);
    return batch.flip();
  }

  /** A message without key and value from before Kafka 0.11; of magic 0 there is no smaller one. */
  static ByteBuffer legacy(int magic, long offset) {
    var message = new org.apache.kafka.common.record.internal.SimpleRecord(
        magic == 0 ? -1 : FIRST_TIMESTAMP, null, (byte[]) null);
    return MemoryRecords.withRecords(
            (byte) magic, offset, Compression.NONE, TimestampType.CREATE_TIME, message)
        .buffer();
  }

  /** The bytes of batches one after another. */
  static ByteBuffer joined(ByteBuffer... batches) {
    ByteBuffer all =
        ByteBuffer.allocate(Stream.of(batches).mapToInt(ByteBuffer::remaining).sum());
    Stream.of(batches).forEach(batch -> all.put(batch.duplicate()));
    return all.flip();
  }

  /** Size of a batch of {@link #one}. */
  static long batchBytes(int number) throws IOException {
    BatchBuilder builder = new BatchBuilder(Codecs.kafka()).begin(CompressionCodec.NONE);
    return builder.add(one(number).get(0)).finish(0, 0).remaining();
  }

  static ByteBuffer idempotent(long producerId, int epoch, int sequence, String... values) {
    return MemoryRecords.withIdempotentRecords(
            Compression.NONE, producerId, (short) epoch, sequence, kafka(values))
        .buffer();
  }

  static ByteBuffer transactional(long producerId, int epoch, int sequence, String... values) {
    return MemoryRecords.withTransactionalRecords(
            Compression.NONE, producerId, (short) epoch, sequence, kafka(values))
        .buffer();
  }

  static ByteBuffer commit(long producerId, int epoch) {
    return marker(producerId, epoch, ControlRecordType.COMMIT);
  }

  static ByteBuffer abort(long producerId, int epoch) {
    return marker(producerId, epoch, ControlRecordType.ABORT);
  }

  private static ByteBuffer marker(long producerId, int epoch, ControlRecordType type) {
    EndTransactionMarker marker = new EndTransactionMarker(type, 3);
    return MemoryRecords.withEndTransactionMarker(
            0, FIRST_TIMESTAMP, 0, producerId, (short) epoch, marker)
        .buffer();
  }

  private static org.apache.kafka.common.record.internal.SimpleRecord[] kafka(String... values) {
    var records = new org.apache.kafka.common.record.internal.SimpleRecord[values.length];
    for (int i = 0; i < values.length; i++) {
      records[i] = new org.apache.kafka.common.record.internal.SimpleRecord(
          FIRST_TIMESTAMP + i, ("key" + i).getBytes(UTF_8), values[i].getBytes(UTF_8));
    }
    return records;
  }
}
