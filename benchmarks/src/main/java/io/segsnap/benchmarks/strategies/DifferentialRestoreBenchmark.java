package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Making a directory equal to a snapshot again, of whose ranges of 4 MiB a part was changed, one byte
 * in each. The result is compared with the log after each. {@code mvn -pl benchmarks
 * -Dbench.include=DifferentialRestoreBenchmark -Dbench.params=changedPercent=1}
 */
public class DifferentialRestoreBenchmark extends LogBenchmark {

  /** At least one range is changed, unless none is to be. */
  @Param({"1", "0", "10", "100"})
  private int changedPercent;

  @Param({"1", "2", "4"})
  private int threads;

  /** Whether all of it is on disk when the time is taken. */
  @Param({"true", "false"})
  private boolean synced;

  private Path target;
  private SnapshotManager manager;
  private String id;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    LogSnapshots snapshots = LogSnapshots.kept(places(), log());
    manager = snapshots.manager(meter);
    id = LogSnapshots.latest(manager);
    target = places().work().resolve("differential").resolve("target-0");
    if (!Files.exists(target)) {
      Files.createDirectories(target.resolveSibling(""));
      manager.restore(id, target, RestoreOptions.defaults());
    }
  }

  @Override
  Path source() {
    return target;
  }

  @Override
  void prepareOne() throws Exception {
    SegmentFiles.change(target, changedPercent);
  }

  @Benchmark
  public RestoreReport differential() throws Exception {
    RestoreOptions options = RestoreOptions.defaults()
        .withThreads(threads)
        .withSynced(synced)
        .withDifferential(Extras.REMOVE);
    return meter.measure(() -> manager.restore(id, target, options));
  }

  @TearDown(Level.Invocation)
  public void compare() throws Exception {
    sameBytes.require(log(), target);
  }
}
