package io.segsnap.reports.chart;

/**
 * An axis.
 *
 * @param name what it shows, with the unit
 * @param scale how values are placed on it
 */
public record Axis(String name, Scale scale) {

  /** How values are placed. */
  public enum Scale {
    LINEAR,
    /** Powers of ten; values are above 0. */
    LOG10,
    /** Powers of two; values are above 0. */
    LOG2,
    /** Per cent, below 100: 90, 99 and 99.9 are equally far apart. */
    PERCENTILE
  }

  public static Axis linear(String name) {
    return new Axis(name, Scale.LINEAR);
  }

  public static Axis log10(String name) {
    return new Axis(name, Scale.LOG10);
  }

  public static Axis log2(String name) {
    return new Axis(name, Scale.LOG2);
  }

  public static Axis percentile(String name) {
    return new Axis(name, Scale.PERCENTILE);
  }
}
