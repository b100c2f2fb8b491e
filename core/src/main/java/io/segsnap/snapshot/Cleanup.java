package io.segsnap.snapshot;

import java.io.IOException;

/** Undoes what a failed or cancelled call has done so far. */
final class Cleanup {

  /** One thing to undo. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private Cleanup() {}

  /** Runs an action after {@code failure}, which keeps what the action throws as suppressed. */
  static void after(Throwable failure, Action action) {
    // With the interrupt status set, file channels would close instead of doing their work.
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
