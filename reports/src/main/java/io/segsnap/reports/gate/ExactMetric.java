package io.segsnap.reports.gate;

/**
 * A count that is the same whenever an operation is repeated, so it is compared without statistics.
 *
 * @param name such as {@code fsyncs}
 * @param unit such as {@code calls/op}; empty for a content hash
 * @param base value of base's build
 * @param head value of head's build
 * @param tolerance how much larger or smaller head may be, as a part of base; 0 unless declared
 * @param change how the two compare
 */
public record ExactMetric(
    String name, String unit, String base, String head, double tolerance, Change change) {

  /** How head compares with base. */
  public enum Change {
    SAME,
    GREW,
    SHRANK,
    /** Other content: wrong bytes. */
    DIFFERS
  }
}
