package io.segsnap.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segsnap.format.RecordHeader;
import io.segsnap.oracle.StoredRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Batches of all kinds, made by Kafka's code. */
final class Producers {

  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;
  private static final long IDEMPOTENT = 4_000;
  /** Id of the only producer that has transactions. */
  static final long TRANSACTIONAL = 5_000;

  private static final int COORDINATOR_EPOCH = 3;

  /** Kinds of batches. */
  enum Kind {
    PLAIN,
    IDEMPOTENT,
    TRANSACTIONAL,
    COMMIT,
    ABORT
  }

  /**
   * What is in a batch.
   *
   * @param records how many
   * @param codec of the batch
   * @param seed of keys, values, headers and timestamps
   */
  record Content(int records, CompressionType codec, int seed) {

    static Content ofSeed(int seed) {
      return new Content(1 + seed % 3, CompressionType.NONE, seed);
    }
  }

  private int idempotentSequence;
  private int transactionalSequence;

  /** Makes a batch, and adds the records as they are to be read at an offset. */
  ByteBuffer batch(Kind kind, Content content, long offset, List<StoredRecord> expected) {
    if (kind == Kind.COMMIT || kind == Kind.ABORT) {
      return marker(kind == Kind.COMMIT ? ControlRecordType.COMMIT : ControlRecordType.ABORT);
    }
    SimpleRecord[] records = records(content);
    for (int i = 0; i < records.length; i++) {
      expected.add(stored(offset + i, records[i]));
    }
    Compression codec = Compression.of(content.codec).build();
    switch (kind) {
      case IDEMPOTENT -> {
        int sequence = idempotentSequence;
        idempotentSequence += records.length;
        return MemoryRecords.withIdempotentRecords(codec, IDEMPOTENT, (short) 0, sequence, records)
            .buffer();
      }
      case TRANSACTIONAL -> {
        int sequence = transactionalSequence;
        transactionalSequence += records.length;
        return MemoryRecords.withTransactionalRecords(
                codec, TRANSACTIONAL, (short) 0, sequence, records)
            .buffer();
      }
      default -> {
        return MemoryRecords.withRecords(codec, records).buffer();
      }
    }
  }

  private static ByteBuffer marker(ControlRecordType type) {
    return MemoryRecords.withEndTransactionMarker(
            0,
            FIRST_TIMESTAMP,
            0,
            TRANSACTIONAL,
            (short) 0,
            new EndTransactionMarker(type, COORDINATOR_EPOCH))
        .buffer();
  }

  private static SimpleRecord[] records(Content content) {
    Random random = new Random(content.seed);
    SimpleRecord[] records = new SimpleRecord[content.records];
    for (int i = 0; i < records.length; i++) {
      long timestamp = FIRST_TIMESTAMP + random.nextInt(100_000);
      byte[] key = random.nextInt(4) == 0 ? null : ("key" + random.nextInt(9)).getBytes(UTF_8);
      byte[] value = random.nextInt(5) == 0 ? null : new byte[random.nextInt(200)];
      if (value != null) {
        random.nextBytes(value);
      }
      Header[] headers = random.nextBoolean()
          ? new Header[0]
          : new Header[] {
            new org.apache.kafka.common.header.internals.RecordHeader("h", new byte[] {1, 2}),
            new org.apache.kafka.common.header.internals.RecordHeader("none", (byte[]) null)
          };
      records[i] = new SimpleRecord(timestamp, key, value, headers);
    }
    return records;
  }

  private static StoredRecord stored(long offset, SimpleRecord record) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordHeader(
          header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())));
    }
    return new StoredRecord(offset, record.timestamp(), record.key(), record.value(), headers);
  }
}
