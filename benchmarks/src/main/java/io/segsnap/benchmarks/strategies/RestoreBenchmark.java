package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Restoring a snapshot, each byte checked on the way. The result is compared with the log and deleted after
 * each. A restored log will be written to, so it can't be linked. {@code mvn -pl benchmarks
 * '-Dbench.include=\.RestoreBenchmark' '-Dbench.params=strategy=off-heap;threads=1,2'}
 */
public class RestoreBenchmark extends LogBenchmark {

  @Param({"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP", "CLONE"})
  private CopyStrategy strategy;

  @Param({"1", "2", "4"})
  private int threads;

  /** Whether all of it is on disk when the time is taken. */
  @Param({"true", "false"})
  private boolean synced;

  private Path target;
  private LogSnapshots snapshots;
  private SnapshotManager manager;
  private DiskSpace space = DiskSpace.NONE;
  private String id;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    snapshots = LogSnapshots.kept(places(), log());
    target = places().work().resolve("restored-0");
    manager = snapshots.manager(meter);
    id = LogSnapshots.latest(manager);
  }

  @Override
  Path source() {
    return snapshots.snapshot(id);
  }

  @Override
  void prepareOne() throws IOException {
    space = DiskSpace.before(places().work());
  }

  @Benchmark
  public RestoreReport restore() throws Exception {
    RestoreOptions options =
        RestoreOptions.defaults().withStrategy(strategy).withThreads(threads).withSynced(synced);
    return meter.measure(() -> manager.restore(id, target, options));
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws Exception {
    sameBytes.require(log(), target);
    meter.addDisk(space.taken(source(), target, strategy));
    WorkFolder.delete(target);
  }
}
