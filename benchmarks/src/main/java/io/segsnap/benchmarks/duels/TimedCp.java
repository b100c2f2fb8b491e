package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.Cp;
import io.segsnap.benchmarks.SameBytes;
import io.segsnap.benchmarks.WorkFolder;
import java.nio.file.Path;

/** {@link Cp} as a side of a duel; what was made is compared and deleted after each turn, untimed. */
final class TimedCp {

  private final Path log;
  private final Path target;
  private final SameBytes sameBytes = new SameBytes();

  /** {@code target} is made and deleted by each call. */
  TimedCp(Path log, Path target) {
    this.log = log;
    this.target = target;
  }

  /** Copies every file; returns how long it took, in nanoseconds. */
  long copy() throws Exception {
    return time(() -> Cp.copySynced(log, target), target);
  }

  /** Links every file and replaces the last segment by a copy; returns nanoseconds. */
  long linkAndCopyTail(Path active) throws Exception {
    return time(() -> Cp.linkWithCopiedTail(log, active, target), target.resolve("log"));
  }

  private interface Work {
    void run() throws Exception;
  }

  private long time(Work work, Path copy) throws Exception {
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    sameBytes.require(log, copy);
    WorkFolder.delete(target);
    return nanos;
  }
}
