package io.segsnap.benchmarks.scaling;

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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured at all spots, as a table and charts. */
final class Measurements {

  private static final double BYTES_PER_GB = 1e9;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double MS_PER_S = 1000;

  private static final int CLASSES_PER_DOUBLING = 8;

  /** Two more than there are costs. */
  private static final int LEAST_RUNS = 5;

  private final Map<Operation, Map<Spot, List<Double>>> ms = new EnumMap<>(Operation.class);
  private final Map<Spot, Long> bytes = new HashMap<>();

  /** Says how large the log of a spot is; a shape is only the upper bound. */
  void measuredOn(Spot spot, long logBytes) {
    bytes.put(spot, logBytes);
  }

  private double bytes(Spot spot) {
    return bytes.getOrDefault(spot, spot.shape().bytes()).doubleValue();
  }

  /** Sizes that differ by less than a batch in each segment are about the same. */
  private long sizeClass(Spot spot) {
    return Math.round(CLASSES_PER_DOUBLING * Math.log(bytes(spot)) / Math.log(2));
  }

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
    sections.add(chart(
        "Speed by threads",
        Axis.log2("threads"),
        spot -> List.of((long) spot.shape().segments(), sizeClass(spot)),
        Spot::threads));
    sections.add(chart(
        "Speed by segments",
        Axis.log10("segments"),
        spot -> List.of((long) spot.threads(), sizeClass(spot)),
        spot -> spot.shape().segments()));
    sections.add(chart(
        "Speed by size",
        Axis.log2("MiB"),
        spot -> List.of((long) spot.threads(), (long) spot.shape().segments()),
        spot -> bytes(spot) / BYTES_PER_MIB));
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

  /**
   * The most spots that differ only in what a chart shows.
   *
   * @param rest what else could differ
   */
  private Set<Spot> sweep(Function<Spot, List<Long>> rest) {
    return spots().stream()
        .collect(Collectors.groupingBy(rest, LinkedHashMap::new, Collectors.toSet()))
        .values()
        .stream()
        .max(Comparator.comparingInt(Set::size))
        .orElse(Set.of());
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
          Figures.bytes(bytes(spot)),
          String.valueOf(all.size()),
          Figures.number(sample.median()),
          Figures.quartiles(sample),
          movesBytes
              ? Figures.number(bytes(spot) / BYTES_PER_GB / seconds) + " GB/s"
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
              new LogShape(entry.getKey().shape().segments(), bytes(entry.getKey())),
              new Sample(entry.getValue())))
          .toList();
      if (runs.size() >= LEAST_RUNS) {
        sections.addAll(ScalingCharts.of(operation.toString(), new Scaling(runs)));
      }
    });
    return sections;
  }

  private XyChart chart(
      String title, Axis x, Function<Spot, List<Long>> rest, ToDoubleFunction<Spot> place) {
    Set<Spot> shown = sweep(rest);
    List<Series> series = Arrays.stream(Operation.values())
        .filter(ms::containsKey)
        .map(operation -> new Series(
            operation.toString(), Mark.LINE_AND_DOTS, points(operation, shown::contains, place)))
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
