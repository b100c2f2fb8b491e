package io.segsnap.reports.chart;

/**
 * A point of a series.
 *
 * @param x place on the horizontal axis
 * @param low at most {@code y}
 * @param y the value
 * @param high at least {@code y}
 * @param note what it is, such as a commit; may be empty
 */
public record Point(double x, double low, double y, double high, String note) {

  public Point {
    if (low > y || y > high) {
      throw new IllegalArgumentException(y + " is not within " + low + " and " + high);
    }
  }

  /** A point without spread. */
  public static Point of(double x, double y) {
    return new Point(x, y, y, y, "");
  }
}
