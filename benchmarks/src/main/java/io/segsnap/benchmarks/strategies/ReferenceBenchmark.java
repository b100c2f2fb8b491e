package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.PhysicalLimits;
import io.segsnap.benchmarks.SegmentFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The physical references that are no program: copying as many bytes as the log has within memory,
 * and making 4 KiB durable. {@code mvn -pl benchmarks -Dbench.include=ReferenceBenchmark
 * -Dbench.params=cache=warm}
 */
public class ReferenceBenchmark extends LogBenchmark {

  private PhysicalLimits limits;
  private long bytes;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    limits = PhysicalLimits.in(places().work());
    bytes = SegmentFiles.bytes(log());
  }

  @Override
  Path source() {
    return log();
  }

  @Benchmark
  public long memory() throws Exception {
    return meter.measure(() -> limits.copyInMemory(bytes));
  }

  @Benchmark
  public long fsync() throws Exception {
    return meter.measure(limits::appendAndSync);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    limits.close();
  }
}
