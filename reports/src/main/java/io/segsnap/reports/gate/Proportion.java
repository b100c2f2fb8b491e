package io.segsnap.reports.gate;

/**
 * A rate that was counted, with the interval of Clopper and Pearson.
 *
 * @param hits how often it happened
 * @param tries how often it could have
 */
public record Proportion(int hits, int tries) {

  private static final int STEPS = 60;

  public double rate() {
    return tries == 0 ? 0 : (double) hits / tries;
  }

  /** The smallest rate that is not refuted at 95 %, one-sided. */
  public double lowest() {
    return hits == 0 ? 0 : solve(rate -> 1 - atMost(hits - 1, rate) < 0.05);
  }

  /** The largest rate that is not refuted at 95 %, one-sided. */
  public double highest() {
    return hits == tries ? 1 : solve(rate -> atMost(hits, rate) > 0.05);
  }

  /** A condition that holds up to some rate. */
  @FunctionalInterface
  private interface Condition {
    boolean holds(double rate);
  }

  private static double solve(Condition condition) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (condition.holds(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Chance of at most so many hits, by the binomial distribution. */
  private double atMost(int most, double rate) {
    double sum = 0;
    double logChoose = 0;
    for (int k = 0; k <= most; k++) {
      sum += Math.exp(logChoose + k * Math.log(rate) + (tries - k) * Math.log1p(-rate));
      logChoose += Math.log(tries - k) - Math.log(k + 1);
    }
    return sum;
  }

  /** Such as {@code 2 of 100 (2.0 %, 95 % bounds 0.4 to 6.2 %)}. */
  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "%d of %d (%.1f %%, 95 %% bounds %.1f and %.1f %%)",
        hits,
        tries,
        100 * rate(),
        100 * lowest(),
        100 * highest());
  }
}
