package io.segsnap.benchmarks.strategies;

import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyReport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Verifying a snapshot, whose pages are in memory: {@code mvn -pl benchmarks
 * -Dbench.include=VerifyBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(3)
public class VerifyBenchmark {

  @Param({"1", "2"})
  private int threads;

  private final HeapCounter heap = new HeapCounter();
  private SnapshotManager manager;
  private String id;

  @Setup
  public void create() throws Exception {
    manager = LogSnapshots.kept().manager(heap);
    id = LogSnapshots.latest(manager);
  }

  @Benchmark
  public VerifyReport verify() throws Exception {
    VerifyOptions options = VerifyOptions.defaults().withThreads(threads);
    VerifyReport report = heap.count(() -> manager.verify(id, options));
    if (!report.isClean()) {
      throw new IllegalStateException("wrong result: " + report.problems());
    }
    return report;
  }
}
