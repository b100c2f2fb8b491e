package io.segsnap.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * A small log with every codec, an idempotent and a transactional producer, an aborted transaction, two
 * leader epochs and, if asked for, offsets that are missing as after a compaction.
 */
final class VariedLog {

  private static final LogOptions OPTIONS =
      LogOptions.defaults().withSegmentBytes(480).withIndexIntervalBytes(120);

  private static final long TIMESTAMP = 1_700_000_000_000L;
  private static final long IDEMPOTENT = 4_000;
  private static final long TRANSACTIONAL = 5_000;
  private static final int MISSING = 5;
  private static final int OFFSET_OF_EPOCH = 12;

  private final Log log;
  private final boolean withGap;
  private int epoch;

  private VariedLog(Log log, boolean withGap) {
    this.log = log;
    this.withGap = withGap;
  }

  static void create(Path directory, boolean withGap) throws IOException {
    try (Log log = Log.open(directory, OPTIONS)) {
      new VariedLog(log, withGap).write();
    }
  }

  private void write() throws IOException {
    append(MemoryRecords.withTransactionalRecords(
        Compression.NONE, TRANSACTIONAL, (short) 0, 0, records(2)));
    for (CompressionType codec : CompressionType.values()) {
      append(MemoryRecords.withRecords(Compression.of(codec).build(), records(2)));
      if (codec == CompressionType.SNAPPY) {
        append(marker(ControlRecordType.ABORT));
        append(MemoryRecords.withIdempotentRecords(
            Compression.NONE, IDEMPOTENT, (short) 0, 0, records(1)));
      }
    }
    epoch++;
    for (int i = 0; i < 2; i++) {
      append(MemoryRecords.withTransactionalRecords(
          Compression.NONE, TRANSACTIONAL, (short) 0, 2 + i, records(1)));
      append(marker(ControlRecordType.COMMIT));
    }
    append(MemoryRecords.withRecords(Compression.NONE, records(3)));
    append(MemoryRecords.withRecords(Compression.NONE, records(2)));
  }

  /** As a follower does, which takes offsets and epochs as they come. */
  private void append(MemoryRecords batch) throws IOException {
    ByteBuffer bytes = batch.buffer();
    long end = log.logEndOffset();
    long missing = withGap && end % 2 == 0 ? MISSING : 0;
    bytes.putLong(0, end + missing).putInt(OFFSET_OF_EPOCH, epoch);
    log.appendAsFollower(bytes);
  }

  private MemoryRecords marker(ControlRecordType type) {
    return MemoryRecords.withEndTransactionMarker(
        0, TIMESTAMP, epoch, TRANSACTIONAL, (short) 0, new EndTransactionMarker(type, 3));
  }

  private SimpleRecord[] records(int count) {
    SimpleRecord[] records = new SimpleRecord[count];
    for (int i = 0; i < count; i++) {
      long number = log.logEndOffset() + i;
      // not in order
      long timestamp = TIMESTAMP + number * 10 - number % 3 * 25;
      records[i] = new SimpleRecord(
          timestamp, ("k" + number).getBytes(UTF_8), ("value" + number).getBytes(UTF_8));
    }
    return records;
  }
}
