package io.segsnap.benchmarks;

import java.time.Duration;

/** How long something still takes, if it goes on as before. */
public final class Eta {

  private Eta() {}

  /**
   * The time left.
   *
   * @param done steps, at least 1
   * @param total steps
   */
  public static Duration left(Duration elapsed, int done, int total) {
    return elapsed.multipliedBy(Math.max(0, total - done)).dividedBy(done);
  }

  /** The same for what stops when its time is over. */
  public static Duration within(Duration elapsed, int done, int total, Duration budget) {
    Duration left = left(elapsed, done, total);
    Duration rest = budget.minus(elapsed);
    Duration shorter = left.compareTo(rest) < 0 ? left : rest;
    return shorter.isNegative() ? Duration.ZERO : shorter;
  }

  /** Such as {@code about 1:05 to go}. */
  public static String text(Duration left) {
    return "about %d:%02d to go".formatted(left.toMinutes(), left.toSecondsPart());
  }
}
