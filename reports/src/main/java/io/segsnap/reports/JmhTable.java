package io.segsnap.reports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Any JMH results, one row each. */
public final class JmhTable {

  private static final List<String> COLUMNS =
      List.of("benchmark", "parameters", "mode", "median", "quartiles", "unit", "heap per op");

  private JmhTable() {}

  public static Table of(String title, List<JmhResult> results) {
    return new Table(title, COLUMNS, results.stream().map(JmhTable::row).toList(), List.of());
  }

  private static List<String> row(JmhResult result) {
    Sample sample = result.sample();
    return List.of(
        result.shortName(),
        parameters(result.params()),
        result.mode(),
        Cells.number(sample.median()),
        Cells.quartiles(sample),
        result.unit(),
        heap(result));
  }

  private static String parameters(Map<String, String> params) {
    return params.entrySet().stream()
        .map(param -> param.getKey() + "=" + param.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Heap allocated by one operation, by whichever profiler counted it. */
  private static String heap(JmhResult result) {
    return result.secondary().entrySet().stream()
        .filter(metric -> metric.getKey().replace("·", "").equals("gc.alloc.rate.norm")
            || metric.getKey().equals("heap"))
        .map(metric -> Cells.bytes(metric.getValue()))
        .findFirst()
        .orElse(Cells.NONE);
  }
}
