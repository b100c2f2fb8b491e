package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Figures;
import io.segsnap.reports.JmhResult;
import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Any results, with all their parameters and units. */
final class OperationTable {

  private static final List<String> COLUMNS = List.of(
      "benchmark",
      "parameters",
      "runs",
      "median",
      "quartiles",
      "unit",
      "CPU",
      "heap",
      "extra disk");

  private OperationTable() {}

  /**
   * Makes the table.
   *
   * @param unsupported cells that this machine can't measure, with the reasons
   */
  static Table of(String title, List<JmhResult> results, Map<Cell, String> unsupported) {
    List<List<String>> rows = new ArrayList<>();
    results.forEach(result -> rows.add(row(result)));
    unsupported.forEach((cell, reason) -> rows.add(List.of(
        cell.benchmark().getSimpleName() + "." + cell.method(),
        parameters(cell.params()),
        "0",
        "unsupported",
        Figures.NONE,
        reason,
        Figures.NONE,
        Figures.NONE,
        Figures.NONE)));
    return new Table(title, COLUMNS, rows, List.of());
  }

  private static List<String> row(JmhResult result) {
    return List.of(
        result.shortName(),
        parameters(result.params()),
        String.valueOf(result.scores().size()),
        Figures.number(result.sample().median()),
        Figures.quartiles(result.sample()),
        result.unit(),
        result.secondary().containsKey("cpu")
            ? Figures.number(result.secondary().get("cpu")) + " ms/op"
            : Figures.NONE,
        bytes(result, "heap"),
        bytes(result, "disk"));
  }

  private static String bytes(JmhResult result, String metric) {
    Double value = result.secondary().get(metric);
    return value == null ? Figures.NONE : Figures.bytes(value);
  }

  private static String parameters(Map<String, String> params) {
    return params.entrySet().stream()
        .map(param -> param.getKey() + "=" + param.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
