package io.segsnap.reports;

import io.segsnap.reports.chart.Interval;
import java.util.List;
import java.util.stream.Stream;

/** Comparisons with a peer: the bar, what was measured, and whether it is met. */
public final class ComparisonTable {

  private static final List<String> COLUMNS =
      List.of("what", "bar", "ratio", "quartiles", "pairs", "ours ms", "peer ms", "met");

  private ComparisonTable() {}

  public static Table of(String title, List<Comparison> comparisons) {
    return new Table(
        title,
        COLUMNS,
        comparisons.stream().map(ComparisonTable::row).toList(),
        comparisons.stream()
            .map(comparison -> comparison.name() + ": " + comparison.detail())
            .toList());
  }

  /**
   * The values of a table that {@link #of} made, as far as their digits go: a report's file keeps no
   * others. Another table has none.
   */
  static List<Interval> values(Table table) {
    return table.columns().equals(COLUMNS)
        ? table.rows().stream().flatMap(ComparisonTable::values).toList()
        : List.of();
  }

  private static Stream<Interval> values(List<String> row) {
    double ratio = Double.parseDouble(row.get(2));
    String[] quartiles = row.get(3).split("–", -1);
    return Stream.of(
        new Interval(
            row.get(0) + ", ratio",
            Math.min(Double.parseDouble(quartiles[0]), ratio),
            ratio,
            Math.max(Double.parseDouble(quartiles[1]), ratio),
            ""),
        Interval.exactly(row.get(0) + ", ours ms", Double.parseDouble(row.get(5))),
        Interval.exactly(row.get(0) + ", peer ms", Double.parseDouble(row.get(6))));
  }

  private static List<String> row(Comparison comparison) {
    Sample ratios = comparison.ratios();
    return List.of(
        comparison.name(),
        comparison.bar().toString(),
        Cells.number(ratios.median()),
        Cells.quartiles(ratios),
        String.valueOf(ratios.values().size()),
        Cells.number(new Sample(comparison.oursMs()).median()),
        Cells.number(new Sample(comparison.peerMs()).median()),
        comparison.isMet() ? "yes" : "NO");
  }
}
