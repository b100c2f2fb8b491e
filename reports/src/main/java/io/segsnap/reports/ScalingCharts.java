package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Reference;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How time grows with segments and bytes, and what the fit does not explain. */
public final class ScalingCharts {

  private static final List<String> COLUMNS =
      List.of("operation", "fixed ms", "µs per segment", "µs per MiB", "R²", "largest residual ms");

  private ScalingCharts() {}

  /** The fitted costs, the measured times beside the fit, and the residuals. */
  public static List<Section> of(String operation, Scaling scaling) {
    return List.of(
        table(operation, scaling), fit(operation, scaling), residuals(operation, scaling));
  }

  private static Table table(String operation, Scaling scaling) {
    double largest = scaling.runs().stream()
        .mapToDouble(run -> residual(scaling, run))
        .reduce(0, (a, b) -> Math.abs(a) > Math.abs(b) ? a : b);
    return new Table(
        "Costs of " + operation,
        COLUMNS,
        List.of(List.of(
            operation,
            Cells.number(scaling.fixedMs()),
            cost(scaling.microsPerSegment()),
            cost(scaling.microsPerMib()),
            String.format(Locale.ROOT, "%.4f", scaling.rSquared()),
            Cells.number(largest))),
        List.of("Fitted to medians by least squares, with a fixed cost."));
  }

  private static String cost(double value) {
    return Double.isNaN(value) ? Cells.NONE : Cells.number(value);
  }

  private static XyChart fit(String operation, Scaling scaling) {
    boolean bySegments = !Double.isNaN(scaling.microsPerSegment());
    ToDoubleFunction<LogShape> place = bySegments ? LogShape::segments : LogShape::mib;
    List<Series> series = new ArrayList<>();
    groups(scaling, bySegments).forEach((sizeMib, runs) -> {
      String name = bySegments ? "logs of about " + Cells.bytes(sizeMib * (1 << 20)) : operation;
      series.add(new Series(name + ", measured", Mark.DOTS, measured(runs, place)));
      List<Point> line = fitted(scaling, runs, place);
      if (line.size() > 1) {
        series.add(new Series(name + ", fitted", Mark.LINE, line));
      }
    });
    return XyChart.of(
        "Time of " + operation + " by " + (bySegments ? "segments" : "size"),
        "Medians with the middle half of the runs, and the fitted costs as a line.",
        bySegments ? Axis.log10("segments") : Axis.log2("MiB"),
        Axis.log10("ms"),
        series);
  }

  /** By size of the log, to a power of two, so that a line joins logs that differ in one way. */
  private static Map<Double, List<Scaling.Run>> groups(Scaling scaling, boolean bySegments) {
    return scaling.runs().stream()
        .collect(Collectors.groupingBy(
            run -> bySegments ? Math.scalb(1.0, (int) Math.rint(log2(run.log().mib()))) : 0.0,
            TreeMap::new,
            Collectors.toList()));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static List<Point> measured(List<Scaling.Run> runs, ToDoubleFunction<LogShape> place) {
    return runs.stream()
        .map(run -> new Point(
            place.applyAsDouble(run.log()),
            run.ms().quantile(0.25),
            run.ms().median(),
            run.ms().quantile(0.75),
            Cells.bytes(run.log().bytes())))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }

  /** A line below nothing can't be drawn on a logarithmic axis. */
  private static List<Point> fitted(
      Scaling scaling, List<Scaling.Run> runs, ToDoubleFunction<LogShape> place) {
    return runs.stream()
        .map(Scaling.Run::log)
        .filter(log -> scaling.expectedMs(log) > 0)
        .map(log -> Point.of(place.applyAsDouble(log), scaling.expectedMs(log)))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }

  private static XyChart residuals(String operation, Scaling scaling) {
    List<Point> points = scaling.runs().stream()
        .map(run -> Point.of(run.log().mib(), residual(scaling, run)))
        .toList();
    return XyChart.of(
            "Residuals of " + operation,
            "What the fit leaves unexplained: measured less fitted. A pattern means that the costs"
                + " are not simply added.",
            Axis.log2("MiB"),
            Axis.linear("ms"),
            List.of(new Series(operation, Mark.DOTS, points)))
        .withReferences(List.of(new Reference("fit", 0)));
  }

  private static double residual(Scaling scaling, Scaling.Run run) {
    return run.ms().median() - scaling.expectedMs(run.log());
  }
}
