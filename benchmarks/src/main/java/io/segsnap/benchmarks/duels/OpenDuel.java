package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Opening a log that was closed or restored: {@code Log.open} against {@code UnifiedLog.create} with a clean
 * shutdown and the recovery point at the log end. Each opens its own directory; closing is not
 * timed. {@code mvn -pl benchmarks -Dsegsnap.bench=log -Dbench.include=OpenDuel}
 */
final class OpenDuel implements Contest {

  private static final double AT_MOST = 1.5;

  private final KafkaLog kafka = new KafkaLog();

  @Override
  public String title() {
    return "open after a clean close";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    long end = ourEnd(logs.ours());
    Path restored = restore(logs);
    try {
      return List.of(
          duel(title(), logs.ours(), logs.kafkas(), end),
          duel("open after a restore", restored, logs.kafkas(), end));
    } finally {
      WorkFolder.delete(restored);
    }
  }

  private Comparison duel(String name, Path ours, Path kafkas, long end) throws Exception {
    return new Duel(20, 30)
        .run(
            name,
            Bar.timeAtMost(AT_MOST),
            "Log.open against UnifiedLog.create after a clean close; closing is not timed",
            () -> openOurs(ours, end),
            () -> openKafkas(kafkas, end));
  }

  private static Path restore(Logs logs) throws Exception {
    Path snapshots = logs.scratch().resolve("snapshots");
    Path target = logs.scratch().resolve("restored-0");
    SnapshotManager manager = SnapshotManager.open(
        logs.ours(), SnapshotOptions.defaults().withSnapshotDirectory(snapshots));
    String id =
        manager.create(CreateOptions.defaults().withStrategy(CopyStrategy.LINK)).id();
    manager.restore(id, target, RestoreOptions.defaults());
    manager.delete(id);
    return target;
  }

  private static long ourEnd(Path directory) throws Exception {
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      return log.logEndOffset();
    }
  }

  private static long openOurs(Path directory, long end) throws Exception {
    long start = System.nanoTime();
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      long nanos = System.nanoTime() - start;
      if (!log.recovery().clean() || log.logEndOffset() != end) {
        throw BenchmarkException.wrongBytes(
            directory + " ends at " + log.logEndOffset() + ", or was not closed");
      }
      return nanos;
    }
  }

  private long openKafkas(Path directory, long end) throws Exception {
    long start = System.nanoTime();
    UnifiedLog log = kafka.open(directory, end);
    long nanos = System.nanoTime() - start;
    long kafkaEnd = log.logEndOffset();
    log.close();
    if (kafkaEnd != end) {
      throw BenchmarkException.wrongBytes("Kafka's log ends at " + kafkaEnd + ", ours at " + end);
    }
    return nanos;
  }
}
