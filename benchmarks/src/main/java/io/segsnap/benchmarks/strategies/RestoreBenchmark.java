package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Restoring a snapshot, each byte checked on the way and on disk when the time is taken: {@code mvn
 * -pl benchmarks -Dbench.include=RestoreBenchmark}. The result is compared with the log and deleted
 * after each. A restored log will be written to, so it can't be linked.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(3)
public class RestoreBenchmark {

  @Param({"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP"})
  private CopyStrategy strategy;

  @Param({"1", "2"})
  private int threads;

  private final HeapCounter heap = new HeapCounter();
  private final SameBytes sameBytes = new SameBytes();
  private Path log;
  private Path target;
  private SnapshotManager manager;
  private String id;

  @Setup
  public void create() throws Exception {
    LogSnapshots folder = LogSnapshots.kept();
    log = folder.log();
    target = folder.folder().resolveSibling("restored-0");
    manager = folder.manager(heap);
    id = LogSnapshots.latest(manager);
  }

  @Benchmark
  public RestoreReport restore() throws Exception {
    RestoreOptions options = RestoreOptions.defaults().withStrategy(strategy).withThreads(threads);
    return heap.count(() -> manager.restore(id, target, options));
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws Exception {
    sameBytes.require(log, target);
    WorkFolder.delete(target);
  }
}
