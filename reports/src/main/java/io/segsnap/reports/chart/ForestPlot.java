package io.segsnap.reports.chart;

import io.segsnap.reports.Table;
import java.util.List;

/**
 * Intervals below each other, and the band that those within it count as equivalent.
 *
 * @param title its heading
 * @param description what it shows
 * @param axis of the values
 * @param intervals in the order to show them
 * @param band behind all of them
 */
public record ForestPlot(
    String title, String description, Axis axis, List<Interval> intervals, Band band)
    implements Chart {

  public ForestPlot {
    intervals = List.copyOf(intervals);
  }

  @Override
  public Table data() {
    return ChartData.intervals(title, axis.name(), intervals, ChartData.bands(List.of(band)));
  }

  @Override
  public List<Interval> values() {
    return intervals;
  }
}
