package io.segsnap.benchmarks.strategies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the default run measures: every strategy on one log, and each other operation once. */
final class DefaultCells {

  private static final List<String> TRUE = List.of("true");
  private static final String MANY = "1000";

  private final Map<String, List<String>> shape;
  private final List<String> threads;

  /**
   * @param shape values of the parameters that say what the log is like
   * @param processors of this machine
   */
  DefaultCells(Map<String, List<String>> shape, int processors) {
    this.shape = shape;
    this.threads = threads(processors);
  }

  /** 1, 2, 4 and so on, and as many as there are processors. */
  static List<String> threads(int processors) {
    List<String> counts = new ArrayList<>();
    for (int count = 1; count < processors; count *= 2) {
      counts.add(String.valueOf(count));
    }
    counts.add(String.valueOf(processors));
    return counts;
  }

  /** In the order to run them; the reference for copies comes at both ends and in between. */
  List<Cell> all() {
    List<String> most = threads.subList(threads.size() - 1, threads.size());
    List<Cell> cells = new ArrayList<>();
    List<Cell> copy = cells(CpBenchmark.class, Map.of("flags", List.of("-r")));
    cells.addAll(copy);
    cells.addAll(cells(CreateBenchmark.class, Map.of("threads", threads)));
    cells.addAll(copy);
    cells.addAll(cells(RestoreBenchmark.class, Map.of("threads", threads)));
    cells.addAll(copy);
    cells.addAll(cells(CpBenchmark.class, Map.of("flags", List.of("-rl"))));
    cells.addAll(cells(ReferenceBenchmark.class, Map.of()));
    cells.addAll(cells(VerifyBenchmark.class, Map.of("threads", threads)));
    cells.addAll(cells(
        DifferentialRestoreBenchmark.class,
        Map.of("threads", most, "changedPercent", List.of("1"))));
    cells.addAll(cells(OpenBenchmark.class, Map.of()));
    cells.addAll(cells(ReadBenchmark.class, Map.of("stepBytes", List.of("1048576"))));
    cells.addAll(Cells.of(AppendBenchmark.class, Map.of("segmentSize", List.of("64m"))));
    cells.addAll(Cells.of(CatalogBenchmark.class, Map.of("snapshots", List.of(MANY))));
    cells.addAll(Cells.of(CleanupBenchmark.class, Map.of("snapshots", List.of(MANY))));
    List<String> cold = List.of(LogBenchmark.COLD);
    cells.addAll(cells(CpBenchmark.class, Map.of("flags", List.of("-r"), "cache", cold)));
    cells.addAll(cells(
        CreateBenchmark.class,
        Map.of("strategy", List.of("off-heap"), "threads", most, "cache", cold)));
    cells.addAll(cells(VerifyBenchmark.class, Map.of("threads", most, "cache", cold)));
    return cells;
  }

  private List<Cell> cells(Class<?> benchmark, Map<String, List<String>> values) {
    Map<String, List<String>> overrides = new LinkedHashMap<>(shape);
    overrides.put("cache", List.of(LogBenchmark.WARM));
    overrides.put("synced", TRUE);
    overrides.putAll(values);
    return Cells.of(benchmark, overrides);
  }
}
