package io.segsnap.benchmarks.duels;

/** One of the two that are compared. */
@FunctionalInterface
interface Side {

  /**
   * Does the work once, with whatever preparation it needs outside the timed part.
   *
   * @return nanoseconds that the timed part took
   */
  long run() throws Exception;
}
