package io.segsnap.benchmarks.strategies;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import java.time.Duration;
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
 * Creating a snapshot, on disk when the time is taken: {@code mvn -pl benchmarks
 * -Dbench.include=CreateBenchmark}. The snapshot is compared with the log and deleted after each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(3)
public class CreateBenchmark {

  /** All that any file system has. */
  @Param({"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP", "LINK"})
  private CopyStrategy strategy;

  @Param({"1", "2"})
  private int threads;

  private final HeapCounter heap = new HeapCounter();
  private final SameBytes sameBytes = new SameBytes();
  private LogSnapshots log;
  private SnapshotManager manager;
  private String id = "";

  @Setup
  public void open() throws Exception {
    log = LogSnapshots.fresh();
    manager = log.manager(heap);
  }

  @Benchmark
  public Snapshot create() throws Exception {
    CreateOptions options = CreateOptions.defaults()
        .withStrategy(strategy)
        .withThreads(threads)
        .withMinInterval(Duration.ZERO);
    Snapshot snapshot = heap.count(() -> manager.create(options));
    id = snapshot.id();
    return snapshot;
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws Exception {
    sameBytes.require(log.log(), log.snapshot(id));
    manager.delete(id);
  }
}
