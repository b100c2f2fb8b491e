package io.segsnap.reports.gate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A gate as Markdown, short enough for the summary of a CI job. */
public final class GateMarkdown {

  private final StringBuilder out = new StringBuilder();

  private GateMarkdown() {}

  /** The whole text. */
  public static String render(GateResult gate) {
    GateMarkdown markdown = new GateMarkdown();
    markdown.head(gate);
    markdown.cells(gate.cells());
    markdown.exact(gate.cells());
    markdown.attempts(gate.attempts());
    markdown.environment(gate);
    return markdown.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void head(GateResult gate) {
    GateSettings settings = gate.settings();
    line("# Gate %s", GateText.banner(gate));
    line("");
    line(
        "Head `%s` beside base `%s`, profile `%s`.",
        settings.head(), settings.base(), settings.profile());
    line("Reference copy, which must be 1: head/base %s.", GateText.interval(gate.reference()));
    line("");
  }

  private void cells(List<CellResult> cells) {
    line("| cell | verdict | head/base | 95 %% interval | τ | pairs | cause |");
    line("|---|---|---|---|---|---|---|");
    for (CellResult cell : cells) {
      Estimate estimate = cell.estimate();
      line(
          "| %s | %s | %.3f | %.3f to %.3f | %.0f %% | %d | %s |",
          cell.name(),
          GateText.name(cell.verdict()),
          estimate.ratio(),
          estimate.low(),
          estimate.high(),
          100 * cell.tau(),
          estimate.pairs(),
          cell.cause());
    }
    line("");
  }

  private void exact(List<CellResult> cells) {
    line("| cell | exact metric | base | head | |");
    line("|---|---|---|---|---|");
    for (CellResult cell : cells) {
      for (ExactMetric metric : cell.exact()) {
        line(
            "| %s | %s | %s | %s | %s |",
            cell.name(),
            metric.unit().isEmpty() ? metric.name() : metric.name() + ", " + metric.unit(),
            shorten(metric.base()),
            shorten(metric.head()),
            metric.change().name().toLowerCase(Locale.ROOT));
      }
    }
    line("");
  }

  private static String shorten(String value) {
    return value.length() > 20 ? value.substring(0, 12) + "…" : value;
  }

  private void attempts(List<Attempt> attempts) {
    line("All attempts on these two builds:");
    line("");
    attempts.forEach(attempt ->
        line("- %s: %s", attempt.date(), attempt.outcome().name().toLowerCase(Locale.ROOT)));
    line("");
  }

  private void environment(GateResult gate) {
    for (Map.Entry<String, String> fact : gate.environment().facts().entrySet()) {
      line("- %s: %s", fact.getKey(), fact.getValue());
    }
    Conditions conditions = gate.conditions();
    line(
        "- pressure: cpu %.1f %%, io %.1f %%, steal %.1f %%; %d MiB free on %s",
        conditions.cpuPressurePercent(),
        conditions.ioPressurePercent(),
        conditions.stealPercent(),
        conditions.freeBytes() >> 20,
        conditions.fileSystem());
  }
}
