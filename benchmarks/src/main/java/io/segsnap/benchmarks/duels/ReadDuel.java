package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.log.Batches;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Reading the whole log in steps of 1 MiB: {@code Log.read} against {@code UnifiedLog.read}. Both
 * sides end with the bytes in off-heap memory that is used again for the next step, and walk the
 * batch headers. Kafka's read alone moves no bytes, it hands out ranges of files for {@code
 * sendfile}; that is measured too and said in the detail, as it does another job. {@code mvn -pl
 * benchmarks -Dsegsnap.bench=log -Dbench.include=ReadDuel}
 */
final class ReadDuel implements Contest {

  private static final int STEP_BYTES = 1 << 20;
  private static final int PAIRS = 11;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(STEP_BYTES);

  @Override
  public String title() {
    return "read whole batches";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    try (Log log = Log.open(logs.ours(), LogOptions.defaults());
        UnifiedLog kafka = new KafkaLog().open(logs.kafkas(), log.logEndOffset())) {
      requireSame(log, kafka, logs.ours());
      Comparison comparison = new Duel(2, PAIRS)
          .run(title(), Bar.throughputAtLeast(1), "", () -> read(log), () -> read(kafka));
      long rangesNanos = Math.min(ranges(kafka), ranges(kafka));
      return List.of(comparison.withDetail(
          "Log.read against UnifiedLog.read and FileRecords.readInto; UnifiedLog.read alone, which"
              + " finds the ranges of the files but reads no record, takes "
              + rangesNanos / 1_000
              + " µs for the whole log"));
    }
  }

  private static long read(Log log) throws Exception {
    long start = System.nanoTime();
    long offset = log.logStartOffset();
    while (offset < log.logEndOffset()) {
      try (Batches batches = log.read(offset, STEP_BYTES)) {
        while (batches.next()) {
          offset = batches.batch().nextOffset();
        }
      }
    }
    return System.nanoTime() - start;
  }

  private long read(UnifiedLog log) throws Exception {
    long start = System.nanoTime();
    long offset = log.logStartOffset();
    while (offset < log.logEndOffset()) {
      FileRecords range = (FileRecords) rangeFrom(log, offset);
      range.readInto(buffer.clear().limit(range.sizeInBytes()), 0);
      for (RecordBatch batch : MemoryRecords.readableRecords(buffer).batches()) {
        offset = batch.nextOffset();
      }
    }
    return System.nanoTime() - start;
  }

  /** Both must hand out what the files hold, which are the same for both. */
  private void requireSame(Log log, UnifiedLog kafka, Path directory) throws Exception {
    CRC32C ours = new CRC32C();
    CRC32C kafkas = new CRC32C();
    long offset = log.logStartOffset();
    while (offset < log.logEndOffset()) {
      try (Batches batches = log.read(offset, STEP_BYTES)) {
        ours.update(batches.bytes());
        while (batches.next()) {
          offset = batches.batch().nextOffset();
        }
      }
    }
    offset = kafka.logStartOffset();
    while (offset < kafka.logEndOffset()) {
      FileRecords range = (FileRecords) rangeFrom(kafka, offset);
      range.readInto(buffer.clear().limit(range.sizeInBytes()), 0);
      MemoryRecords records = MemoryRecords.readableRecords(buffer);
      kafkas.update(
          buffer.duplicate().limit(records.validBytes())); // the rest is a part of a batch
      for (RecordBatch batch : records.batches()) {
        offset = batch.nextOffset();
      }
    }
    long expected = SegmentFiles.crc(directory);
    if (ours.getValue() != expected || kafkas.getValue() != expected) {
      throw BenchmarkException.wrongBytes("what is read differs from " + directory);
    }
  }

  /** Walks the headers in the files, each read by itself, as nothing else tells the next offset. */
  private static long ranges(UnifiedLog log) throws Exception {
    long offset = log.logStartOffset();
    long nanos = 0;
    while (offset < log.logEndOffset()) {
      long start = System.nanoTime();
      Records range = rangeFrom(log, offset);
      nanos += System.nanoTime() - start;
      for (RecordBatch batch : range.batches()) {
        offset = batch.nextOffset();
      }
    }
    return nanos;
  }

  private static Records rangeFrom(UnifiedLog log, long offset) throws Exception {
    return log.read(offset, STEP_BYTES, FetchIsolation.LOG_END, true).records;
  }
}
