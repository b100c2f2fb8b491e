package io.segsnap.reports;

import io.segsnap.reports.gate.Attempt;
import io.segsnap.reports.gate.BlockResult;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.Conditions;
import io.segsnap.reports.gate.Estimate;
import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.GateSettings;
import io.segsnap.reports.gate.Outcome;
import io.segsnap.reports.gate.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class GateSamples {

  private static final List<String> CELLS = List.of(
      "create off-heap",
      "create off-heap ×2",
      "create transfer",
      "create mapped",
      "create link",
      "restore",
      "restore ×2",
      "differential",
      "verify",
      "open",
      "recover",
      "append",
      "read",
      "pause");

  private GateSamples() {}

  /** One cell that is 1.1 times as slow in each of four blocks. */
  static GateResult regressed() {
    List<BlockResult> blocks = IntStream.range(0, 4)
        .mapToObj(order -> new BlockResult(
            order,
            order / 2,
            order % 2 == 0 ? "ABBA" : "BAAB",
            order < 2,
            List.of(100L, 100L),
            List.of(110L, 110L),
            100,
            order == 3 ? 101 : 100))
        .toList();
    ExactMetric fsyncs =
        new ExactMetric("fsyncs", "calls/op", "3", "3", 0, ExactMetric.Change.SAME);
    return new GateResult(
        new Environment(Map.of("JDK", "17")),
        new GateSettings(
            "base", "head", "cheap", 1, 1 << 20, List.of(8, 18), 2, 10_000, 0.01, 0.02),
        new Conditions(1, 2, 0, "ext4", 1L << 30),
        new Estimate(1, 0.99, 1.01, 0.5, 0.5, 2),
        Outcome.REGRESSED,
        List.of(),
        false,
        List.of(new CellResult(
            "create",
            0.03,
            Verdict.REGRESSED,
            "",
            new Estimate(1.1, 1.08, 1.12, 0.001, 0.999, 2),
            blocks,
            List.of(fsyncs))),
        List.of(attempt(1, 1.1)));
  }

  /** As many cells as the standard profile has, one of them slower and one disturbed. */
  static GateResult standard() {
    List<CellResult> cells =
        IntStream.range(0, CELLS.size()).mapToObj(GateSamples::standardCell).toList();
    GateResult one = regressed();
    return new GateResult(
        one.environment(),
        one.settings(),
        one.conditions(),
        one.reference(),
        one.outcome(),
        one.causes(),
        one.partial(),
        cells,
        one.attempts());
  }

  private static CellResult standardCell(int cell) {
    double ratio = cell == 2 ? 1.1 : 1 + 0.002 * (cell % 5 - 2);
    List<BlockResult> blocks = IntStream.range(0, 6)
        .mapToObj(block -> {
          long head = Math.round(10_000 * ratio) + 37L * ((cell + 3 * block) % 7 - 3);
          return new BlockResult(
              block * CELLS.size() + cell,
              block / 3,
              block % 2 == 0 ? "ABBA" : "BAAB",
              block < 3,
              List.of(10_000L, 10_000L),
              List.of(head, head),
              10_000,
              10_000 + 23L * ((cell + block) % 9 - 4));
        })
        .toList();
    double width = cell == 5 ? 0.06 : 0.01;
    return new CellResult(
        CELLS.get(cell),
        cell == CELLS.size() - 1 ? 0.25 : 0.03,
        cell == 2 ? Verdict.REGRESSED : cell == 5 ? Verdict.INCONCLUSIVE : Verdict.EQUIVALENT,
        cell == 5 ? "a neighbour took 12 % of the processors" : "",
        new Estimate(ratio, ratio - width, ratio + width, cell == 2 ? 0.0001 : 0.5, 0.5, 2),
        blocks,
        List.of(new ExactMetric("fsyncs", "calls/op", "3", "3", 0, ExactMetric.Change.SAME)));
  }

  static Attempt attempt(int day, double ratio) {
    return new Attempt(
        "2026-11-%02dT00:00:00Z".formatted(day),
        "base",
        "head" + day,
        "cheap",
        "machine",
        Outcome.PASSED,
        List.of(new Attempt.Cell("create", Verdict.EQUIVALENT, ratio, ratio - 0.01, ratio + 0.01)));
  }
}
