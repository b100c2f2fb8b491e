package io.segsnap.reports.chart;

/**
 * A value with its spread or its uncertainty.
 *
 * @param name what was measured
 * @param low at most the value
 * @param value in the unit of its axis
 * @param high at least the value
 * @param note what else to say of it, such as a verdict; may be empty
 */
public record Interval(String name, double low, double value, double high, String note) {

  public Interval {
    if (low > value || value > high) {
      throw new IllegalArgumentException(
          name + ": " + value + " is not within " + low + " and " + high);
    }
  }

  /** A value without spread. */
  public static Interval exactly(String name, double value) {
    return new Interval(name, value, value, value, "");
  }
}
