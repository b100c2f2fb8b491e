package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Band;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.ForestPlot;
import io.segsnap.reports.chart.Interval;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Reference;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import io.segsnap.reports.gate.BlockResult;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.GateResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A gate: its ratios and their band, and every block in the order in which it ran. */
public final class GateCharts {

  private static final String RATIO = "time, head / base";
  private static final Axis RUN_ORDER = Axis.linear("block");
  private static final Reference SAME = new Reference("same", 1);

  private GateCharts() {}

  /** Forest plots, one for each tolerance, then the blocks of all cells, then the reference copy. */
  public static List<Chart> of(GateResult gate) {
    List<Chart> charts = new ArrayList<>();
    Map<Double, List<CellResult>> byTau = gate.cells().stream()
        .collect(Collectors.groupingBy(CellResult::tau, TreeMap::new, Collectors.toList()));
    byTau.forEach((tau, cells) -> charts.add(forest(tau, cells)));
    if (gate.cells().stream().anyMatch(cell -> !cell.blocks().isEmpty())) {
      charts.add(blocks(gate));
      charts.add(reference(gate));
    }
    return charts;
  }

  /** Whether a chart shows the blocks of one run, which no other run has. */
  static boolean isInRunOrder(Chart chart) {
    return chart instanceof XyChart xy && xy.x().equals(RUN_ORDER);
  }

  private static Chart forest(double tau, List<CellResult> cells) {
    String percent = Cells.number(100 * tau) + " %";
    return new ForestPlot(
        "Ratios with a tolerance of " + percent,
        "Head against base with 95 % intervals; right of the band head is slower.",
        Axis.linear(RATIO),
        cells.stream().map(GateCharts::interval).toList(),
        new Band("± " + percent, 1 - tau, 1 + tau));
  }

  private static Interval interval(CellResult cell) {
    String verdict = cell.verdict().toString().toLowerCase(Locale.ROOT);
    double ratio = cell.estimate().ratio();
    return new Interval(
        cell.name(),
        Math.min(cell.estimate().low(), ratio),
        ratio,
        Math.max(cell.estimate().high(), ratio),
        cell.cause().isEmpty() ? verdict : verdict + ": " + cell.cause());
  }

  private static Chart blocks(GateResult gate) {
    List<Series> series = gate.cells().stream()
        .map(cell -> series(cell.name(), cell.blocks(), BlockResult::logRatio))
        .toList();
    return XyChart.of(
            "Blocks in run order",
            "Each dot is one block, none left out. A slope means that the machine changed meanwhile.",
            RUN_ORDER,
            Axis.linear(RATIO),
            series)
        .withReferences(List.of(SAME));
  }

  private static Chart reference(GateResult gate) {
    List<BlockResult> blocks =
        gate.cells().stream().flatMap(cell -> cell.blocks().stream()).toList();
    double band = gate.settings().referenceBand();
    return XyChart.of(
            "Reference copy in run order",
            "The same copy by both builds' workers in every block: its ratio must be 1, or the gate"
                + " is inconclusive.",
            RUN_ORDER,
            Axis.linear(RATIO),
            List.of(series("reference copy", blocks, BlockResult::referenceLogRatio)))
        .withReferences(List.of(SAME))
        .withBands(List.of(new Band("where the mean must be", 1 - band, 1 + band)));
  }

  private static Series series(
      String name, List<BlockResult> blocks, ToDoubleFunction<BlockResult> logRatio) {
    List<Point> points = blocks.stream()
        .sorted(Comparator.comparingInt(BlockResult::order))
        .map(block -> point(block, Math.exp(logRatio.applyAsDouble(block))))
        .toList();
    return new Series(name, Mark.DOTS, points);
  }

  private static Point point(BlockResult block, double ratio) {
    String note = "pair " + (block.pair() + 1) + ", " + block.sequence();
    return new Point(block.order() + 1, ratio, ratio, ratio, note);
  }
}
