package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.snapshot.SnapshotList;
import io.segsnap.snapshot.SnapshotManager;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Listing many snapshots: {@code mvn -pl benchmarks -Dbench.include=CatalogBenchmark
 * -Dbench.params=snapshots=10,1000}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(3)
public class CatalogBenchmark extends DiskBenchmark {

  @Param({"10", "100", "1000", "10000"})
  private int snapshots;

  private final Meter meter = new Meter();
  private SnapshotManager manager;

  @Setup(Level.Trial)
  public void make() throws Exception {
    ManySnapshots many = ManySnapshots.of(work(), snapshots);
    manager = many.manager(many.folder(), meter);
  }

  @Benchmark
  public SnapshotList list() throws Exception {
    SnapshotList list = meter.measure(manager::list);
    if (list.snapshots().size() != snapshots || !list.damaged().isEmpty()) {
      throw BenchmarkException.wrongBytes(
          "lists " + list.snapshots().size() + " snapshots of " + snapshots);
    }
    return list;
  }
}
