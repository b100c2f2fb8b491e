package io.segsnap.reports.chart;

import java.util.List;

/**
 * Points that belong together.
 *
 * @param name in the legend
 * @param mark how they are drawn
 * @param points in the order of their line
 */
public record Series(String name, Mark mark, List<Point> points) {

  /** How points are drawn. */
  public enum Mark {
    DOTS,
    LINE,
    LINE_AND_DOTS
  }

  public Series {
    points = List.copyOf(points);
  }
}
