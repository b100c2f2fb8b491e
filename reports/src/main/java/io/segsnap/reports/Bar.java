package io.segsnap.reports;

/**
 * What a ratio must reach.
 *
 * @param kind what the ratio is
 * @param limit of the ratio
 */
public record Bar(Kind kind, double limit) {

  /** What is divided by what. */
  public enum Kind {
    /** Our time over the peer's: less is better. */
    TIME,
    /** Our throughput over the peer's: more is better. */
    THROUGHPUT
  }

  public static Bar timeAtMost(double limit) {
    return new Bar(Kind.TIME, limit);
  }

  public static Bar throughputAtLeast(double limit) {
    return new Bar(Kind.THROUGHPUT, limit);
  }

  double ratio(double oursMs, double peerMs) {
    return kind == Kind.TIME ? oursMs / peerMs : peerMs / oursMs;
  }

  boolean isMet(double ratio) {
    return kind == Kind.TIME ? ratio <= limit : ratio >= limit;
  }

  @Override
  public String toString() {
    return kind == Kind.TIME
        ? "at most " + Cells.number(limit) + " × the time"
        : "at least " + Cells.number(limit) + " × the throughput";
  }
}
