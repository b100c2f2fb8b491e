package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Cp;
import io.segsnap.benchmarks.WorkFolder;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The physical reference: {@code cp} of the segments and their indexes, then {@code sync} of what is
 * new. The result is compared with the log and deleted after each. {@code mvn -pl benchmarks
 * -Dbench.include=CpBenchmark -Dbench.params=flags=-r}
 */
public class CpBenchmark extends LogBenchmark {

  /** {@code -r} copies, {@code -rl} makes hard links. */
  @Param({"-r", "-rl"})
  private String flags;

  @Param({"true", "false"})
  private boolean synced;

  private Path target;

  @Setup(Level.Trial)
  public void prepare() throws Exception {
    findLog();
    target = places().work().resolve("cp-0");
  }

  @Override
  Path source() {
    return log();
  }

  @Benchmark
  public Path cp() throws Exception {
    return meter.measure(() -> {
      if (flags.equals("-rl")) {
        link();
      } else if (synced) {
        Cp.copySynced(log(), target);
      } else {
        Cp.copy(log(), target);
      }
      return target;
    });
  }

  private void link() throws Exception {
    if (synced) {
      Cp.linkSynced(log(), target);
    } else {
      Cp.link(log(), target);
    }
  }

  @TearDown(Level.Invocation)
  public void compareAndDelete() throws Exception {
    sameBytes.require(log(), target);
    meter.addDisk(DiskSpace.taken(log(), target));
    WorkFolder.delete(target);
  }
}
