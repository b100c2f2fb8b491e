package io.segsnap.benchmarks.strategies;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Creating a snapshot of a closed log. It is compared with the log and deleted after each. {@code
 * mvn -pl benchmarks -Dbench.include=CreateBenchmark
 * '-Dbench.params=strategy=off-heap;threads=1,2'}
 */
public class CreateBenchmark extends LogBenchmark {

  @Param({"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP", "LINK", "CLONE"})
  private CopyStrategy strategy;

  @Param({"1", "2", "4"})
  private int threads;

  /** Whether all of it is on disk when the time is taken. */
  @Param({"true", "false"})
  private boolean synced;

  private LogSnapshots snapshots;
  private SnapshotManager manager;
  private DiskSpace space = DiskSpace.NONE;
  private String id = "";

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    snapshots = LogSnapshots.fresh(places(), log());
    manager = snapshots.manager(meter);
  }

  @Override
  Path source() {
    return log();
  }

  @Override
  void prepareOne() throws IOException {
    space = DiskSpace.before(places().work());
  }

  @Benchmark
  public Snapshot create() throws Exception {
    CreateOptions options = CreateOptions.defaults()
        .withStrategy(strategy)
        .withThreads(threads)
        .withSynced(synced)
        .withMinInterval(Duration.ZERO);
    Snapshot snapshot = meter.measure(() -> manager.create(options));
    id = snapshot.id();
    return snapshot;
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws Exception {
    Path snapshot = snapshots.snapshot(id);
    sameBytes.require(log(), snapshot);
    meter.addDisk(space.taken(log(), snapshot, strategy));
    manager.delete(id);
  }
}
