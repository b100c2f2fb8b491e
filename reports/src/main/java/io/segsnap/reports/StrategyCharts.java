package io.segsnap.reports;

import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.HeatMap;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Reference;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Strategies compared: results of {@code cp} with the parameter {@code flags}, and of {@code create},
 * {@code restore} and {@code verify} with {@code strategy} and {@code threads}, in milliseconds.
 */
public final class StrategyCharts {

  private static final List<String> COPIES = List.of("create", "restore");
  private static final List<String> OPERATIONS = List.of("create", "restore", "verify");

  private final List<CopyRun> runs;
  private final OptionalDouble bytes;

  private final List<String> unsupported;

  private StrategyCharts(List<JmhResult> results, OptionalDouble bytes, List<String> unsupported) {
    this.runs = results.stream().filter(CopyRun::isOne).map(CopyRun::new).toList();
    this.bytes = bytes;
    this.unsupported = List.copyOf(unsupported);
  }

  /** Draws what there is; the sizes of logs are those that the parameters tell. */
  public static List<Chart> of(List<JmhResult> results) {
    return new StrategyCharts(results, OptionalDouble.empty(), List.of()).charts();
  }

  /**
   * Draws what there is.
   *
   * @param bytes size of the log, where the parameters don't tell it
   */
  public static List<Chart> of(List<JmhResult> results, long bytes) {
    return of(results, bytes, List.of());
  }

  /**
   * Draws what there is.
   *
   * @param bytes size of the log, where the parameters don't tell it
   * @param unsupported strategies that this machine or file system doesn't have
   */
  public static List<Chart> of(List<JmhResult> results, long bytes, List<String> unsupported) {
    return new StrategyCharts(results, OptionalDouble.of((double) bytes), unsupported).charts();
  }

  private List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    heatMap().ifPresent(charts::add);
    for (String operation : OPERATIONS) {
      List<CopyRun> moved = runs.stream()
          .filter(run -> run.operation().equals(operation) && !run.isSharing())
          .filter(run -> bytes(run).isPresent())
          .toList();
      if (moved.stream().map(CopyRun::threads).distinct().count() > 1) {
        charts.add(throughput(operation, Axis.log2("threads"), moved, CopyRun::threads));
      }
      if (moved.stream().map(CopyRun::bytes).distinct().count() > 1) {
        charts.add(throughput(operation, Axis.log2("MiB"), moved, StrategyCharts::mib));
      }
    }
    return charts;
  }

  private Optional<Chart> heatMap() {
    List<CopyRun> copies = runs.stream()
        .filter(run -> COPIES.contains(run.operation()) && cp(run).isPresent())
        .toList();
    if (copies.isEmpty()) {
      return Optional.empty();
    }
    List<String> rows =
        new ArrayList<>(copies.stream().map(CopyRun::label).distinct().toList());
    List<String> columns =
        copies.stream().map(StrategyCharts::column).distinct().sorted().toList();
    List<List<HeatMap.Cell>> cells = rows.stream()
        .map(row -> columns.stream().map(column -> cell(copies, row, column)).toList())
        .collect(Collectors.toCollection(ArrayList::new));
    for (String strategy : unsupported) {
      rows.add(strategy);
      cells.add(Collections.nCopies(columns.size(), HeatMap.Cell.none("unsupported")));
    }
    return Optional.of(new HeatMap(
        "Strategies beside cp",
        "How many times as fast as cp -r, or for links and clones as cp -rl; more is faster.",
        "× cp",
        rows,
        columns,
        cells));
  }

  private static String column(CopyRun run) {
    String shape = LogShape.of(run.result())
        .map(log ->
            ", " + run.result().param("segments") + " × " + run.result().param("segmentSize"))
        .orElse("");
    return run.operation() + ", " + run.threads() + (run.threads() == 1 ? " thread" : " threads")
        + shape;
  }

  private HeatMap.Cell cell(List<CopyRun> copies, String row, String column) {
    return copies.stream()
        .filter(run -> run.label().equals(row) && column(run).equals(column))
        .findFirst()
        .flatMap(run -> cp(run).map(cp -> cp.ms() / run.ms()))
        .map(ratio -> new HeatMap.Cell(ratio, Cells.number(ratio)))
        .orElse(HeatMap.Cell.none("not measured"));
  }

  private Optional<CopyRun> cp(CopyRun run) {
    String flags = run.isSharing() ? "cp -rl" : "cp -r";
    return runs.stream()
        .filter(other -> other.isCp() && other.strategy().equals(flags) && other.isLike(run))
        .findFirst();
  }

  private Chart throughput(
      String operation, Axis x, List<CopyRun> moved, ToDoubleFunction<CopyRun> place) {
    Map<String, List<CopyRun>> groups = moved.stream()
        .collect(
            Collectors.groupingBy(run -> group(run, x), LinkedHashMap::new, Collectors.toList()));
    List<Series> series = new ArrayList<>();
    groups.forEach((name, group) -> series.add(new Series(
        name,
        Mark.LINE_AND_DOTS,
        group.stream()
            .map(run -> point(place.applyAsDouble(run), run))
            .sorted(Comparator.comparingDouble(Point::x))
            .toList())));
    return XyChart.of(
            "Throughput of " + operation + " by " + x.name(),
            "Medians with the middle half of the runs; more is faster."
                + " Links and clones move no bytes and are not here.",
            x,
            Axis.linear("GB/s"),
            series)
        .withReferences(references(moved));
  }

  /** Runs on one line differ only by what the axis shows. */
  private static String group(CopyRun run, Axis x) {
    Map<String, String> params = new LinkedHashMap<>(run.result().params());
    params.keySet().removeAll(List.of("strategy", "flags"));
    if (x.name().equals("threads")) {
      params.remove("threads");
    } else {
      params.keySet().removeAll(LogShape.PARAMS);
    }
    StringBuilder name = new StringBuilder(run.strategy());
    params.forEach((key, value) -> name.append(", ").append(Labels.of(key, value)));
    return name.toString();
  }

  private List<Reference> references(List<CopyRun> moved) {
    return runs.stream()
        .filter(run -> run.isCp() && !run.isSharing() && moved.stream().anyMatch(run::isLike))
        .filter(run -> bytes(run).isPresent())
        .map(run ->
            new Reference(run.label(), CopyRun.gbPerSecond(bytes(run).getAsDouble(), run.ms())))
        .toList();
  }

  private Point point(double x, CopyRun run) {
    double size = bytes(run).orElseThrow();
    Sample ms = run.result().sample();
    return new Point(
        x,
        CopyRun.gbPerSecond(size, ms.quantile(0.75)),
        CopyRun.gbPerSecond(size, ms.median()),
        CopyRun.gbPerSecond(size, ms.quantile(0.25)),
        "");
  }

  private OptionalDouble bytes(CopyRun run) {
    return run.bytes().isPresent() ? run.bytes() : bytes;
  }

  private static double mib(CopyRun run) {
    return run.bytes().orElseThrow() / (1 << 20);
  }
}
