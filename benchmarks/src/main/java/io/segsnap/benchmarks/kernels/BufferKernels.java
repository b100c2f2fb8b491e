package io.segsnap.benchmarks.kernels;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Heap, direct, mapped and Chronicle buffers in what segsnap does with them: building a batch, walking
 * batch headers, copying, checksums. {@code mvn -pl benchmarks -Dbench.include=BufferKernels}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class BufferKernels {

  /** All there are. */
  @Param
  private BufferKind kind;

  private Kernel kernel;

  @Setup
  public void allocate() {
    kernel = kind.kernel();
  }

  /** 15 records of 1000 bytes. */
  @Benchmark
  public long build() {
    return kernel.build();
  }

  /** 1024 headers. */
  @Benchmark
  public long scan() {
    return kernel.scan();
  }

  /** 1 MiB. */
  @Benchmark
  public long copy() {
    return kernel.copy();
  }

  /** CRC-32C over 1 MiB. */
  @Benchmark
  public long checksum() {
    return kernel.checksum();
  }

  @TearDown
  public void free() {
    kernel.close();
  }
}
