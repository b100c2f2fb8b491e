package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.SameBytes;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Creating a snapshot by copying, and restoring it with every byte verified, both with two threads
 * and synced, against {@code cp -r} and {@code sync} of the same files. What was made is
 * compared and deleted after each turn, untimed. {@code mvn -pl benchmarks -Dsegsnap.bench=snapshots
 * -Dbench.include=CopyDuel}
 */
final class CopyDuel implements Contest {

  private static final int WARMUPS = 1;
  private static final int PAIRS = 9;
  private static final double CREATE_AT_MOST = 1.05;
  private static final double RESTORE_AT_MOST = 1.10;
  private static final CreateOptions CREATE = CreateOptions.defaults()
      .withStrategy(CopyStrategy.OFF_HEAP)
      .withThreads(2)
      .withMinInterval(Duration.ZERO);

  private final SameBytes sameBytes = new SameBytes();

  @Override
  public String title() {
    return "create and restore by copying";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    Path target = logs.scratch().resolve("restored-0");
    TimedCp cp = new TimedCp(logs.ours(), logs.scratch().resolve("cp-0"));
    try (Snapshots snapshots = Snapshots.of(logs)) {
      SnapshotManager manager = snapshots.manager();
      Comparison created = new Duel(WARMUPS, PAIRS)
          .run(
              "create by copying, 2 threads, synced",
              Bar.timeAtMost(CREATE_AT_MOST),
              "SnapshotManager.create with off-heap against cp -r and sync",
              () -> create(snapshots, manager),
              cp::copy);
      String id = manager.create(CREATE).id();
      Comparison restored = new Duel(WARMUPS, PAIRS)
          .run(
              "restore, verified, 2 threads, synced",
              Bar.timeAtMost(RESTORE_AT_MOST),
              "SnapshotManager.restore against cp -r and sync",
              () -> restore(manager, id, logs.ours(), target),
              cp::copy);
      return List.of(created, restored);
    }
  }

  private long create(Snapshots snapshots, SnapshotManager manager) throws Exception {
    long start = System.nanoTime();
    String id = manager.create(CREATE).id();
    long nanos = System.nanoTime() - start;
    snapshots.compareAndDelete(manager, id, sameBytes);
    return nanos;
  }

  private long restore(SnapshotManager manager, String id, Path log, Path target) throws Exception {
    long start = System.nanoTime();
    manager.restore(id, target, RestoreOptions.defaults().withThreads(2));
    long nanos = System.nanoTime() - start;
    sameBytes.require(log, target);
    WorkFolder.delete(target);
    return nanos;
  }
}
