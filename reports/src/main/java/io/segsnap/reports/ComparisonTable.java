package io.segsnap.reports;

import java.util.List;

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
