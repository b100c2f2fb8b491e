package io.segsnap.reports.gate;

import io.segsnap.reports.Environment;
import java.util.List;
import java.util.Map;

/** Gates to try the outputs with. */
final class Gates {

  private Gates() {}

  /** One cell regressed, one equivalent, one inconclusive. */
  static GateResult regressed() {
    List<CellResult> cells = List.of(
        cell("create off-heap", Verdict.REGRESSED, 1.08, "", "3", ExactMetric.Change.SAME),
        cell("verify", Verdict.EQUIVALENT, 1.001, "", "3", ExactMetric.Change.SAME),
        cell("read", Verdict.INCONCLUSIVE, 1.01, "load < 5 & more", "4", ExactMetric.Change.GREW));
    return new GateResult(
        new Environment(Map.of("date", "2026-11-25T04:00:00Z")),
        new GateSettings("abc", "def", "cheap", 42, 1 << 24, List.of(8, 18), 3, 10_000, 0.01, 0.02),
        new Conditions(1.5, 2.5, 0, "ext4", 1L << 30),
        new Estimate(1.002, 0.99, 1.01, 0.4, 0.6, 8),
        Outcome.REGRESSED,
        List.of(),
        false,
        cells,
        List.of(attempt(Outcome.INCONCLUSIVE), attempt(Outcome.REGRESSED)));
  }

  private static CellResult cell(
      String name,
      Verdict verdict,
      double ratio,
      String cause,
      String syncs,
      ExactMetric.Change change) {
    return new CellResult(
        name,
        0.03,
        verdict,
        cause,
        new Estimate(ratio, ratio - 0.01, ratio + 0.01, 0.001, 1, 8),
        List.of(
            new BlockResult(0, 0, "ABBA", false, List.of(100L, 110L), List.of(120L, 111L), 50, 51)),
        List.of(new ExactMetric("fsyncs", "calls/op", "3", syncs, 0, change)));
  }

  static Attempt attempt(Outcome outcome) {
    return new Attempt(
        "2026-11-25T04:00:00Z",
        "abc",
        "def",
        "cheap",
        "cpu",
        outcome,
        List.of(new Attempt.Cell(
            "verify",
            outcome == Outcome.REGRESSED ? Verdict.REGRESSED : Verdict.EQUIVALENT,
            1.06,
            1.04,
            1.08)));
  }

  static Trial trial(Trial.Kind kind, String subject, int percent, Outcome outcome) {
    return new Trial(kind, subject, percent, false, 8, 20, "why", attempt(outcome));
  }
}
