package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.AppendedBytes;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Appending ready batches of 16 KiB to the logs without fsync: {@code Log.append} against {@code
 * UnifiedLog.appendAsLeader}. Both sides get the same off-heap batches. After each turn what it
 * appended is compared with the batches and cut off again, untimed: that keeps the disk out of what is measured, as the kernel
 * slows down a writer that has too much unwritten. {@code mvn -pl benchmarks -Dsegsnap.bench=log
 * -Dbench.include=AppendDuel}
 */
final class AppendDuel implements Contest {

  private static final double AT_LEAST = 1.5;
  private static final int TURNS_IN_LOG = 16;

  private final ReadyBatches batches;

  AppendDuel() throws IOException {
    batches = new ReadyBatches(Settings.SEED);
  }

  @Override
  public String title() {
    return "append of 16 KiB batches";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    long turnBytes = logs.bytes() / TURNS_IN_LOG;
    try (Log log = Log.open(logs.ours(), options());
        UnifiedLog kafka = new KafkaLog().open(logs.kafkas(), log.logEndOffset())) {
      String detail = "Log.append against UnifiedLog.appendAsLeader, both without fsync; turns of "
          + (turnBytes >> 20)
          + " MiB";
      return List.of(new Duel(6, 16)
          .run(
              title(),
              Bar.throughputAtLeast(AT_LEAST),
              detail,
              () -> append(log, logs.ours(), turnBytes),
              () -> append(kafka, logs.kafkas(), turnBytes)));
    }
  }

  private static LogOptions options() {
    return LogOptions.defaults().withSegmentBytes(Settings.SEGMENT_BYTES).withSyncOnRoll(false);
  }

  private long append(Log log, Path directory, long bytes) throws Exception {
    long end = log.logEndOffset();
    AppendedBytes appended = AppendedBytes.behind(directory, end);
    batches.rewind();
    long start = System.nanoTime();
    long written = 0;
    while (written < bytes) {
      ByteBuffer batch = batches.next();
      written += batch.remaining();
      log.append(batch);
    }
    long nanos = System.nanoTime() - start;
    appended.require(bytes);
    log.truncateTo(end);
    return nanos;
  }

  private long append(UnifiedLog log, Path directory, long bytes) throws Exception {
    long end = log.logEndOffset();
    AppendedBytes appended = AppendedBytes.behind(directory, end);
    batches.rewind();
    long start = System.nanoTime();
    long written = 0;
    while (written < bytes) {
      ByteBuffer batch = batches.next();
      written += batch.remaining();
      log.appendAsLeader(MemoryRecords.readableRecords(batch), 0);
    }
    long nanos = System.nanoTime() - start;
    appended.require(bytes);
    log.truncateTo(end);
    return nanos;
  }
}
