package io.segsnap.benchmarks.strategies;

import io.segsnap.copy.CopyStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One benchmark with one value for each of its parameters.
 *
 * @param benchmark its class
 * @param method that is measured
 * @param params names and values
 */
record Cell(Class<?> benchmark, String method, Map<String, String> params) {

  private static final List<String> THREADS = List.of("1", "2");

  /**
   * Every strategy that moves or shares bytes by itself, and the reference for copies at both ends
   * and in between.
   *
   * @param withClones whether the file system has clones
   */
  static List<Cell> all(boolean withClones) {
    List<Cell> cells = new ArrayList<>();
    Cell copy = new Cell(CpBenchmark.class, "cp", Map.of("flags", "-r"));
    for (String threads : THREADS) {
      cells.add(copy);
      for (CopyStrategy strategy : CopyStrategy.values()) {
        if (strategy == CopyStrategy.AUTO || (strategy == CopyStrategy.CLONE && !withClones)) {
          continue;
        }
        cells.add(of(CreateBenchmark.class, "create", strategy, threads));
        if (strategy != CopyStrategy.LINK) {
          cells.add(of(RestoreBenchmark.class, "restore", strategy, threads));
        }
      }
      cells.add(new Cell(VerifyBenchmark.class, "verify", Map.of("threads", threads)));
    }
    cells.add(new Cell(CpBenchmark.class, "cp", Map.of("flags", "-rl")));
    cells.add(copy);
    return cells;
  }

  private static Cell of(Class<?> benchmark, String method, CopyStrategy strategy, String threads) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("strategy", strategy.name());
    params.put("threads", threads);
    return new Cell(benchmark, method, params);
  }

  /** As a regular expression that matches this benchmark only. */
  String include() {
    return "^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$";
  }

  @Override
  public String toString() {
    return params.entrySet().stream()
        .map(param -> param.getKey() + "=" + param.getValue())
        .collect(Collectors.joining(" ", method + " ", ""));
  }
}
