package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.SameBytes;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Bar;
import io.segsnap.reports.Comparison;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Creating a snapshot of an open log by links, synced, against {@code cp -rl} of the same directory
 * with a copy of the active segment and {@code sync} of both; of the log as it is, and of one of
 * {@value #MANY} segments, which must also take no longer than half a second. {@code mvn -pl
 * benchmarks -Dsegsnap.bench=snapshots -Dbench.include=LinkDuel}
 */
final class LinkDuel implements Contest {

  private static final int WARMUPS = 5;
  private static final int PAIRS = 11;
  private static final double AT_MOST = 3;
  private static final int MANY = 10_000;
  private static final int SMALL_SEGMENT_BYTES = 16 * 1024;
  private static final long HALF_A_SECOND = 500_000_000;

  private final SameBytes sameBytes = new SameBytes();

  @Override
  public String title() {
    return "create by links";
  }

  @Override
  public List<Comparison> run(Logs logs) throws Exception {
    Path many = logs.scratch().resolve("many-0");
    GeneratedLog.write(many, (long) MANY * SMALL_SEGMENT_BYTES, SMALL_SEGMENT_BYTES, Settings.SEED);
    try {
      Comparison few = duel("create by links", logs.ours(), logs);
      Comparison all = duel("create by links, " + MANY + " segments", many, logs);
      Comparison absolute = new Comparison(
          all.name() + ", against 0.5 s",
          Bar.timeAtMost(1),
          all.oursMs(),
          all.oursMs().stream().map(ms -> HALF_A_SECOND / 1e6).toList(),
          "the same turns");
      return List.of(few, all, absolute);
    } finally {
      WorkFolder.delete(many);
    }
  }

  private Comparison duel(String name, Path directory, Logs logs) throws Exception {
    TimedCp cp = new TimedCp(directory, logs.scratch().resolve("cp-0"));
    List<Path> segments = SegmentFiles.of(directory);
    Path active = segments.get(segments.size() - 1);
    try (Log log = Log.open(directory, LogOptions.defaults());
        Snapshots snapshots = Snapshots.of(directory, logs)) {
      SnapshotManager manager = snapshots.manager();
      return new Duel(WARMUPS, PAIRS)
          .run(
              name + ", " + segments.size() + " segments",
              Bar.timeAtMost(AT_MOST),
              "SnapshotManager.create of an open log against cp -rl, cp of the active segment and sync",
              () -> create(snapshots, manager, log),
              () -> cp.linkAndCopyTail(active));
    }
  }

  private long create(Snapshots snapshots, SnapshotManager manager, Log log) throws Exception {
    long start = System.nanoTime();
    String id = manager
        .create(
            log,
            CreateOptions.defaults().withStrategy(CopyStrategy.LINK).withMinInterval(Duration.ZERO))
        .id();
    long nanos = System.nanoTime() - start;
    snapshots.compareAndDelete(manager, id, sameBytes);
    return nanos;
  }
}
