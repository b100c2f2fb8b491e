package io.segsnap.benchmarks.strategies;

import java.nio.file.Path;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark that leaves files on a disk: where all work goes, or in folders on several file
 * systems that are compared, {@code '-Dbench.params=disk=/mnt/ext4,/mnt/xfs'}.
 */
@State(Scope.Thread)
public abstract class DiskBenchmark {

  /** The name of the parameter. */
  static final String DISK = "disk";

  /** Its value for the folder of {@code -Dsegsnap.work}. */
  static final String WORK = "work";

  /** Who starts the benchmark's JVM makes a folder there and says so: see {@link Places}. */
  @Param(WORK)
  @SuppressWarnings("UnusedVariable")
  private String disk;

  /** Folder on that disk. */
  static Path work() {
    return Places.fromProperties().work();
  }
}
