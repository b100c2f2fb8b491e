package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.Marker;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Reference;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import io.segsnap.reports.gate.Attempt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gates over time, and where their ratios changed for good. */
public final class HistoryCharts {

  private static final int COMMIT_LENGTH = 12;

  private HistoryCharts() {}

  /**
   * One chart for each cell, machine and profile, because others can't be compared.
   *
   * @param attempts oldest first
   */
  public static List<Chart> of(List<Attempt> attempts) {
    Map<String, List<Point>> cells = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      for (Attempt.Cell cell : attempt.cells()) {
        String name = cell.name() + ", " + attempt.profile() + ", " + attempt.machine();
        List<Point> points = cells.computeIfAbsent(name, key -> new ArrayList<>());
        points.add(point(points.size() + 1, attempt, cell));
      }
    }
    List<Chart> charts = new ArrayList<>();
    cells.forEach((name, points) -> charts.add(chart(name, points)));
    return charts;
  }

  private static Point point(int number, Attempt attempt, Attempt.Cell cell) {
    return new Point(
        number,
        Math.min(cell.low(), cell.ratio()),
        cell.ratio(),
        Math.max(cell.high(), cell.ratio()),
        attempt.date() + " " + commit(attempt.head()) + ", "
            + cell.verdict().name().toLowerCase(Locale.ROOT));
  }

  private static String commitOf(Point point) {
    return point.note().substring(0, point.note().lastIndexOf(','));
  }

  private static String commit(String head) {
    return head.length() <= COMMIT_LENGTH ? head : head.substring(0, COMMIT_LENGTH);
  }

  private static Chart chart(String name, List<Point> points) {
    List<Double> ratios = points.stream().map(Point::y).toList();
    List<Integer> changes = ChangePoints.of(ratios);
    List<Marker> markers = changes.stream()
        .map(at ->
            new Marker("change: " + commitOf(points.get(at)), points.get(at).x() - 0.5))
        .toList();
    return XyChart.of(
            "History of " + name,
            "Each gate's ratio with its interval, in the order of the file; a vertical line is where"
                + " the mean changed.",
            Axis.linear("gate"),
            Axis.linear("time, head / base"),
            List.of(new Series("ratio", Mark.DOTS, points)))
        .withReferences(List.of(new Reference("same", 1)))
        .withMarkers(markers);
  }
}
