package io.segsnap.benchmarks.gate;

import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.ExactMetric.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts what one operation of each cell takes, and makes, on both builds. The counting workers run
 * without the compiler that removes allocations, so that even the bytes allocated are the same each time.
 */
final class ExactRun {

  /**
   * Parts of base by which head may differ. Thread start and string formatting allocate a little
   * more or less from run to run; a file system may need a block of its own to tell where the others lie.
   */
  private static final Map<String, Double> TOLERANCES = Map.of("allocated", 0.02, "blocks", 0.01);

  private static final Map<String, String> UNITS = Map.of(
      "allocated", "B/op",
      "read", "B/op",
      "written", "B/op",
      "opens", "files/op",
      "fsyncs", "calls/op",
      "blocks", "512 B/op");

  private static final String CONTENT = "content";

  private ExactRun() {}

  /** Counts every operation: metrics by cell, none for those that compare processor time. */
  static CellMap<List<ExactMetric>> run(List<String> cells, Link.Starter starter)
      throws IOException {
    CellMap<List<ExactMetric>> metrics = new CellMap<>();
    try (Link base = starter.start(Side.BASE, true);
        Link head = starter.start(Side.HEAD, true)) {
      for (String cell : cells) {
        metrics.put(
            cell,
            Clocked.of(cell) == Clocked.CPU
                ? List.of()
                : compare(base.ask("count " + cell), head.ask("count " + cell)));
      }
    }
    return metrics;
  }

  static List<ExactMetric> compare(String baseAnswer, String headAnswer) {
    Map<String, String> heads = Answers.values(headAnswer);
    List<ExactMetric> metrics = new ArrayList<>();
    Answers.values(baseAnswer).forEach((name, base) -> {
      String head = heads.getOrDefault(name, "none");
      double tolerance = TOLERANCES.getOrDefault(name, 0.0);
      Change change = name.equals(CONTENT) ? content(base, head) : change(base, head, tolerance);
      metrics.add(
          new ExactMetric(name, UNITS.getOrDefault(name, ""), base, head, tolerance, change));
    });
    return metrics;
  }

  private static Change content(String base, String head) {
    return base.equals(head) ? Change.SAME : Change.DIFFERS;
  }

  private static Change change(String baseText, String headText, double tolerance) {
    long base = Long.parseLong(baseText);
    long head = Long.parseLong(headText);
    if (Math.abs(head - base) <= tolerance * base) {
      return Change.SAME;
    }
    return head > base ? Change.GREW : Change.SHRANK;
  }
}
