package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.Commands;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.snapshot.CleanupResult;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * Deleting what a policy does not keep of many snapshots, durably; half of them go. That the right
 * ones are left is checked after each. {@code mvn -pl benchmarks -Dbench.include=CleanupBenchmark
 * -Dbench.params=snapshots=10,1000}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(3)
public class CleanupBenchmark extends DiskBenchmark {

  private static final Duration FOREVER = Duration.ofDays(10_000);

  @Param({"10", "100", "1000", "10000"})
  private int snapshots;

  private final Meter meter = new Meter();
  private ManySnapshots many;
  private Path copy;
  private SnapshotManager manager;
  private List<Snapshot> before;

  @Setup(Level.Trial)
  public void make() throws Exception {
    Path work = work();
    many = ManySnapshots.of(work, snapshots);
    copy = work.resolve("cleanup-" + snapshots);
  }

  @Setup(Level.Invocation)
  public void copy() throws Exception {
    Commands.run(List.of("cp", "-al", many.folder().toString(), copy.toString()));
    manager = many.manager(copy, meter);
    before = manager.list().snapshots();
  }

  @Benchmark
  public List<CleanupResult> cleanup() throws Exception {
    RetentionPolicy policy =
        RetentionPolicy.defaults().withMaxSnapshots(snapshots / 2).withRetentionTime(FOREVER);
    return meter.measure(() -> manager.cleanup(policy));
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws Exception {
    List<String> expected =
        before.subList(0, snapshots / 2).stream().map(Snapshot::id).toList();
    List<String> actual = manager.list().snapshots().stream().map(Snapshot::id).toList();
    if (!actual.equals(expected)) {
      throw BenchmarkException.wrongBytes("a cleanup left " + actual.size()
          + " snapshots instead of the newest " + expected.size());
    }
    WorkFolder.delete(copy);
  }
}
