package io.segsnap.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs every step of a clean-up although some fail; the first failure carries the others. */
final class Closing {

  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  private @Nullable Throwable failure;

  void run(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
  }

  /** Throws what failed, if anything. */
  void finish() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
