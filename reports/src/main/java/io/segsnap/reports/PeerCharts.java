package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.BarChart;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.Interval;
import java.util.List;
import java.util.Map;

/** Tools that do the same work on the same data. */
public final class PeerCharts {

  private PeerCharts() {}

  /**
   * Bars of one operation.
   *
   * @param operation what all of them did
   * @param ms times of each, in milliseconds, in the order to show them
   */
  public static Chart of(String operation, Map<String, Sample> ms) {
    List<Interval> bars =
        ms.entrySet().stream().map(peer -> bar(peer.getKey(), peer.getValue())).toList();
    return new BarChart(
        "Peers: " + operation,
        "Medians with the middle half of the runs; shorter is faster.",
        Axis.linear("ms"),
        bars,
        List.of());
  }

  private static Interval bar(String name, Sample ms) {
    return new Interval(
        name, ms.quantile(0.25), ms.median(), ms.quantile(0.75), ms.values().size() + " runs");
  }
}
