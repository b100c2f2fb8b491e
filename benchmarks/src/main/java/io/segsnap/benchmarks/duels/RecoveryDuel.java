package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Opening a log after a crash with nothing that would vouch for a segment, so that every batch is checked: {@code
 * Log.open} against {@code UnifiedLog.create}, which also writes all indexes anew. Closing is not timed. {@code mvn
 * -pl benchmarks -Dsegsnap.bench=log -Dbench.include=RecoveryDuel}
 */
final class RecoveryDuel implements Contest {

  private static final int WARMUPS = 1;
  private static final int PAIRS = 5;

  private final KafkaLog kafka = new KafkaLog();

  @Override
  public String title() {
    return "recover after a crash";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    long end;
    try (Log log = Log.open(logs.ours(), LogOptions.defaults())) {
      end = log.logEndOffset();
    }
    return List.of(new Duel(WARMUPS, PAIRS)
        .run(
            title(),
            Bar.timeAtMost(1),
            "Log.open against UnifiedLog.create, both from recovery point 0 without a clean close",
            () -> recoverOurs(logs.ours(), end),
            () -> recoverKafkas(logs.kafkas(), end)));
  }

  private static long recoverOurs(Path directory, long end) throws Exception {
    new LogCheckpoint(false, 0, 0, 0, 0).write(Disk.local(), directory);
    long start = System.nanoTime();
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      long nanos = System.nanoTime() - start;
      requireEnd(log.logEndOffset(), end);
      return nanos;
    }
  }

  private long recoverKafkas(Path directory, long end) throws Exception {
    long start = System.nanoTime();
    UnifiedLog log = kafka.recover(directory);
    long nanos = System.nanoTime() - start;
    long actual = log.logEndOffset();
    log.close();
    requireEnd(actual, end);
    return nanos;
  }

  private static void requireEnd(long actual, long expected) {
    if (actual != expected) {
      throw BenchmarkException.wrongBytes(
          "a recovered log ends at " + actual + " instead of " + expected);
    }
  }
}
