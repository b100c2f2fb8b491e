package io.segsnap.reports;

import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.ExactMetric;
import io.segsnap.reports.gate.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A gate as a report: its verdict, its cells, its charts. */
public final class GateReport {

  private GateReport() {}

  /**
   * Makes the report.
   *
   * @param command what runs the gate again
   */
  public static Report of(GateResult gate, String command) {
    List<Section> sections = new ArrayList<>();
    sections.add(banner(gate));
    sections.add(cells(gate));
    sections.add(exact(gate));
    sections.addAll(GateCharts.of(gate));
    sections.add(attempts(gate));
    return new Report("segsnap: gate", command, gate.environment(), sections);
  }

  private static Banner banner(GateResult gate) {
    Banner.Status status = switch (gate.outcome()) {
      case PASSED -> Banner.Status.PASSED;
      case INCONCLUSIVE -> Banner.Status.UNDECIDED;
      case REGRESSED, WRONG_BYTES -> Banner.Status.FAILED;
    };
    List<String> details = new ArrayList<>(gate.causes());
    details.add(gate.settings().head() + " against " + gate.settings().base());
    if (gate.partial()) {
      details.add("Partial: it was ended before all looks that it needed.");
    }
    return new Banner(status, words(gate.outcome()), details);
  }

  private static Table cells(GateResult gate) {
    return new Table(
        "Verdicts",
        List.of("cell", "verdict", "head / base", "95 % interval", "tolerance", "pairs", "cause"),
        gate.cells().stream().map(GateReport::row).toList(),
        List.of());
  }

  private static List<String> row(CellResult cell) {
    return List.of(
        cell.name(),
        words(cell.verdict()),
        ratio(cell.estimate().ratio()),
        ratio(cell.estimate().low()) + "–" + ratio(cell.estimate().high()),
        "± " + Cells.number(100 * cell.tau()) + " %",
        String.valueOf(cell.estimate().pairs()),
        cell.cause());
  }

  private static Table exact(GateResult gate) {
    List<List<String>> rows = new ArrayList<>();
    for (CellResult cell : gate.cells()) {
      for (ExactMetric metric : cell.exact()) {
        rows.add(List.of(
            cell.name(),
            metric.name(),
            metric.base(),
            metric.head(),
            metric.unit(),
            words(metric.change())));
      }
    }
    return new Table(
        "Exact metrics",
        List.of("cell", "metric", "base", "head", "unit", "change"),
        rows,
        List.of("The same whenever an operation is repeated, so compared without statistics."));
  }

  private static Table attempts(GateResult gate) {
    return new Table(
        "All gates of these two builds",
        List.of("date", "base", "head", "profile", "outcome"),
        gate.attempts().stream()
            .map(attempt -> List.of(
                attempt.date(),
                attempt.base(),
                attempt.head(),
                attempt.profile(),
                words(attempt.outcome())))
            .toList(),
        List.of());
  }

  /** Tolerances are a few per cent, so three digits behind the point are needed. */
  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
