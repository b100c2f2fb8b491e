package io.segsnap.benchmarks.scaling;

import io.segsnap.benchmarks.ByteSize;
import io.segsnap.benchmarks.Figures;
import io.segsnap.reports.LogShape;
import io.segsnap.reports.Sample;
import io.segsnap.reports.Scaling;
import io.segsnap.reports.ScalingCharts;
import io.segsnap.reports.Section;
import io.segsnap.reports.Table;
import io.segsnap.reports.chart.Axis;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.Series;
import io.segsnap.reports.chart.Series.Mark;
import io.segsnap.reports.chart.XyChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What was measured at all spots, as a table and charts. */
final class Measurements {

  private static final double BYTES_PER_GB = 1e9;
  private static final double MS_PER_S = 1000;

  /** Two more than there are costs. */
  private static final int LEAST_RUNS = 5;

  private final Map<Operation, Map<Spot, List<Double>>> ms = new EnumMap<>(Operation.class);

  void add(Operation operation, Spot spot, double time) {
    ms.computeIfAbsent(operation, none -> new LinkedHashMap<>())
        .computeIfAbsent(spot, none -> new ArrayList<>())
        .add(time);
  }

  boolean isEmpty() {
    return ms.isEmpty();
  }

  /** A table, the fitted costs, then charts. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(measured());
    sections.addAll(fits());
    int segments = mostCommonSegments();
    int threads = mostThreads();
    sections.add(chart(
        "Speed by threads",
        Axis.log2("threads"),
        spot -> spot.shape().segments() == segments && isCommonSize(spot),
        Spot::threads));
    sections.add(chart(
        "Speed by segments",
        Axis.log10("segments"),
        spot -> spot.threads() == threads && isCommonSize(spot),
        spot -> spot.shape().segments()));
    sections.add(chart(
        "Speed by size",
        Axis.log2("MiB"),
        spot -> spot.threads() == threads && spot.shape().segments() == segments,
        spot -> spot.shape().bytes() >> 20));
    return sections;
  }

  private List<Spot> spots() {
    return ms.values().stream()
        .flatMap(times -> times.keySet().stream())
        .distinct()
        .toList();
  }

  /** Threads of the spots that differ in anything else. */
  private int mostThreads() {
    return mode(spots().stream().map(Spot::threads).toList());
  }

  private int mostCommonSegments() {
    return mode(spots().stream().map(spot -> spot.shape().segments()).toList());
  }

  private boolean isCommonSize(Spot spot) {
    List<Integer> sizes =
        spots().stream().map(each -> (int) (each.shape().bytes() >> 24)).toList();
    return (int) (spot.shape().bytes() >> 24) == mode(sizes) || sizes.isEmpty();
  }

  private static int mode(List<Integer> values) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private Table measured() {
    List<List<String>> rows = new ArrayList<>();
    ms.forEach((operation, times) -> times.forEach((spot, all) -> {
      Sample sample = new Sample(all);
      double seconds = sample.median() / MS_PER_S;
      boolean movesBytes = operation != Operation.LINK && operation != Operation.OPEN;
      rows.add(List.of(
          operation.toString(),
          String.valueOf(spot.threads()),
          String.valueOf(spot.shape().segments()),
          ByteSize.format(spot.shape().bytes() >> 20 << 20),
          String.valueOf(all.size()),
          Figures.number(sample.median()),
          Figures.quartiles(sample),
          movesBytes
              ? Figures.number(spot.shape().bytes() / BYTES_PER_GB / seconds) + " GB/s"
              : Figures.number(1 / seconds) + " ops/s"));
    }));
    return new Table(
        "Scaling",
        List.of("operation", "threads", "segments", "size", "runs", "ms", "quartiles", "speed"),
        rows,
        List.of("Pages were in memory. Copies were compared with the log, outside the time."));
  }

  /** With as many threads as most spots have; links and opening move no bytes, but have their costs too. */
  private List<Section> fits() {
    int threads = mostThreads();
    List<Section> sections = new ArrayList<>();
    ms.forEach((operation, times) -> {
      List<Scaling.Run> runs = times.entrySet().stream()
          .filter(entry -> entry.getKey().threads() == threads)
          .map(entry -> new Scaling.Run(
              new LogShape(entry.getKey().shape().segments(), (double)
                  entry.getKey().shape().bytes()),
              new Sample(entry.getValue())))
          .toList();
      if (runs.size() >= LEAST_RUNS) {
        sections.addAll(ScalingCharts.of(operation.toString(), new Scaling(runs)));
      }
    });
    return sections;
  }

  private XyChart chart(
      String title, Axis x, Predicate<Spot> isShown, ToDoubleFunction<Spot> place) {
    List<Series> series = Arrays.stream(Operation.values())
        .filter(ms::containsKey)
        .map(operation ->
            new Series(operation.toString(), Mark.LINE_AND_DOTS, points(operation, isShown, place)))
        .toList();
    return XyChart.of(
        title,
        "Median time with its quartiles; both axes are logarithmic, so a straight line is a constant power.",
        x,
        Axis.log10("ms"),
        series);
  }

  private List<Point> points(
      Operation operation, Predicate<Spot> isShown, ToDoubleFunction<Spot> place) {
    return ms.getOrDefault(operation, Map.of()).entrySet().stream()
        .filter(entry -> isShown.test(entry.getKey()))
        .map(entry -> {
          Sample sample = new Sample(entry.getValue());
          return new Point(
              place.applyAsDouble(entry.getKey()),
              sample.quantile(0.25),
              sample.median(),
              sample.quantile(0.75),
              "");
        })
        .sorted((left, right) -> Double.compare(left.x(), right.x()))
        .toList();
  }
}
