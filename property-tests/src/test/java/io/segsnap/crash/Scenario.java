package io.segsnap.crash;

import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * An operation that is crashed at each of its calls, and what must be true afterwards. One instance
 * serves several threads, each with a root of its own.
 */
interface Scenario {

  /**
   * A crash.
   *
   * @param call number of the first call that was not made
   * @param loss what was lost
   * @param powerFailed whether power failed, now or in a crash before
   * @param promises what callers had been promised by then
   */
  record Crash(int call, Loss loss, boolean powerFailed, List<String> promises) {

    static final Crash NONE = new Crash(-1, Loss.NOTHING, false, List.of());

    /** The crash that follows this one, while recovering from it. */
    Crash then(int nextCall, Loss nextLoss, List<String> allPromises) {
      return new Crash(
          nextCall, nextLoss, powerFailed || nextLoss.isPowerFailure(), List.copyOf(allPromises));
    }
  }

  String name();

  /** Makes what is there, durably, before the operation. */
  void prepare(Path root) throws IOException;

  /** The operation; it tells what a caller has been promised so far. */
  void run(Path root, Disk disk, Consumer<String> promise) throws IOException;

  /**
   * Looks at what an uninterrupted run left, which is what crashed ones must come to in the end.
   *
   * @param root of the run, which is not changed
   */
  void learn(Path root) throws IOException;

  /** Fails unless what a crash left is all there or not there, and nothing else is harmed. */
  void check(Path root, Crash crash) throws IOException;

  /** What a user does after a crash: the same again. May be crashed itself. */
  void recover(Path root, Disk disk) throws IOException;

  /** Fails unless all is as after an uninterrupted run, with nothing left over. */
  void checkRecovered(Path root) throws IOException;
}
