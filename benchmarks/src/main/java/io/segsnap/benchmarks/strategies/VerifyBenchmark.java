package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.snapshot.VerifyReport;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Verifying a snapshot, every byte and every batch: {@code mvn -pl benchmarks
 * -Dbench.include=VerifyBenchmark '-Dbench.params=threads=1,2;cache=cold'}.
 */
public class VerifyBenchmark extends LogBenchmark {

  @Param({"1", "2", "4"})
  private int threads;

  private LogSnapshots snapshots;
  private SnapshotManager manager;
  private String id;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    snapshots = LogSnapshots.kept(places(), log());
    manager = snapshots.manager(meter);
    id = LogSnapshots.latest(manager);
  }

  @Override
  Path source() {
    return snapshots.snapshot(id);
  }

  @Benchmark
  public VerifyReport verify() throws Exception {
    VerifyOptions options = VerifyOptions.defaults().withThreads(threads);
    VerifyReport report = meter.measure(() -> manager.verify(id, options));
    if (!report.isClean()) {
      throw BenchmarkException.wrongBytes("verify finds " + report.problems());
    }
    return report;
  }
}
