package io.segsnap.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs every step of a clean-up although some fail; the first failure carries the others. */
final class Closing {

  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  private @Nullable IOException failure;

  void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
  }

  /** Throws what failed, if anything. */
  void finish() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
