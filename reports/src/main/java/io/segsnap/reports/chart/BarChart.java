package io.segsnap.reports.chart;

import io.segsnap.reports.Table;
import java.util.List;

/**
 * Bars with their spread.
 *
 * @param title its heading
 * @param description what it shows
 * @param axis of the values
 * @param bars in the order to show them
 * @param references values to compare with
 */
public record BarChart(
    String title, String description, Axis axis, List<Interval> bars, List<Reference> references)
    implements Chart {

  public BarChart {
    bars = List.copyOf(bars);
    references = List.copyOf(references);
  }

  @Override
  public Table data() {
    return ChartData.intervals(title, axis.name(), bars, ChartData.references(references));
  }

  @Override
  public List<Interval> values() {
    return bars;
  }
}
