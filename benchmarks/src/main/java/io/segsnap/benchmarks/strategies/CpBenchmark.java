package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.WorkFolder;
import java.io.IOException;
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
 * The physical reference: {@code cp} of the segments and their indexes, then {@code sync} of each
 * file and of the folder. {@code mvn -pl benchmarks -Dbench.include=CpBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(3)
public class CpBenchmark {

  /** {@code -r} copies, {@code -rl} makes hard links. */
  @Param({"-r", "-rl"})
  private String flags;

  private final SameBytes sameBytes = new SameBytes();
  private Places places;
  private Path target;

  @Setup
  public void name() {
    places = Places.fromProperties();
    target = places.work().resolve("cp-0");
  }

  @Benchmark
  public void cp() throws IOException, InterruptedException {
    String script = "mkdir \"$1\" && cp " + flags + " \"$0\"/[0-9]* \"$1\" && sync \"$1\"/* \"$1\"";
    int exit = new ProcessBuilder("sh", "-c", script, places.log().toString(), target.toString())
        .inheritIO()
        .start()
        .waitFor();
    if (exit != 0) {
      throw new IOException("cp " + flags + " exits with " + exit);
    }
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws IOException {
    sameBytes.require(places.log(), target);
    WorkFolder.delete(target);
  }
}
