package io.segsnap.reports.gate;

import java.util.List;
import java.util.Locale;

/** What a gate says, in words. */
public final class GateText {

  private GateText() {}

  /** Of the whole gate, one line. */
  public static String banner(GateResult gate) {
    String outcome = switch (gate.outcome()) {
      case PASSED -> "passed: no cell is slower";
      case REGRESSED -> "regressed: " + names(gate, Verdict.REGRESSED);
      case WRONG_BYTES -> "wrong bytes: head makes other content than base";
      case INCONCLUSIVE -> "inconclusive: " + causes(gate);
    };
    return outcome + (gate.partial() ? " (partial: ended early)" : "");
  }

  private static String causes(GateResult gate) {
    return gate.causes().isEmpty()
        ? names(gate, Verdict.INCONCLUSIVE)
        : String.join(", ", gate.causes());
  }

  private static String names(GateResult gate, Verdict verdict) {
    List<String> names = gate.cells().stream()
        .filter(cell -> cell.verdict() == verdict)
        .map(CellResult::name)
        .toList();
    return String.join(", ", names);
  }

  /** Of one cell, such as {@code regressed: head/base 1.052 (1.041 to 1.066), τ 3 %}. */
  public static String says(CellResult cell) {
    return name(cell.verdict()) + ": head/base " + interval(cell.estimate())
        + String.format(Locale.ROOT, ", τ %.0f %%", 100 * cell.tau())
        + (cell.cause().isEmpty() ? "" : "; " + cell.cause());
  }

  /** Such as {@code 1.052 (1.041 to 1.066)}. */
  public static String interval(Estimate estimate) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", estimate.ratio(), estimate.low(), estimate.high());
  }

  /** A verdict in a sentence. */
  public static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
