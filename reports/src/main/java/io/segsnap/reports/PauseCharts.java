package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import java.util.ArrayList;
import java.util.List;

/** Latencies of an appender by percentile. */
public final class PauseCharts {

  private static final double NINES_STEP = 0.125;

  private PauseCharts() {}

  /** One curve for each background, as far as its number of appends tells anything. */
  public static List<Chart> of(List<Pause> pauses) {
    return List.of(XyChart.of(
        "Latencies by percentile",
        "Latency, from when an append was due, that a part of the appends stays within; the last"
            + " point of each curve is its slowest append. Invalid is what did not hold the rate.",
        Axis.percentile("percentile"),
        Axis.log10("µs"),
        pauses.stream()
            .filter(pause -> pause.latencies().getTotalCount() > 0)
            .map(PauseCharts::curve)
            .toList()));
  }

  private static Series curve(Pause pause) {
    double nines = Math.log10((double) pause.latencies().getTotalCount());
    List<Point> points = new ArrayList<>();
    for (double place = 0; place < nines; place += NINES_STEP) {
      points.add(point(pause, place));
    }
    points.add(new Point(
        percentile(nines), pause.micros(100), pause.micros(100), pause.micros(100), "slowest"));
    String name = pause.isValid() ? pause.background() : pause.background() + " (invalid)";
    return new Series(name, Mark.LINE, points);
  }

  private static Point point(Pause pause, double nines) {
    return Point.of(percentile(nines), pause.micros(percentile(nines)));
  }

  private static double percentile(double nines) {
    return 100 * (1 - Math.pow(10, -nines));
  }
}
