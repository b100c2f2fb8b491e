package io.segsnap.reports.gate;

import io.segsnap.reports.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the trials of a proof add up to. */
public final class ProofMarkdown {

  private static final List<Integer> PERCENTS = List.of(5, 10, 20);

  private final StringBuilder out = new StringBuilder();
  private final List<Trial> trials;

  private ProofMarkdown(List<Trial> trials) {
    this.trials = trials;
  }

  /**
   * The text.
   *
   * @param command that made it
   */
  public static String render(List<Trial> trials, Environment environment, String command) {
    ProofMarkdown markdown = new ProofMarkdown(trials);
    markdown.line("# Proof of the gate");
    markdown.line("");
    markdown.line("Made with `%s`.", command);
    markdown.line("");
    environment.facts().forEach((name, value) -> markdown.line("- %s: %s", name, value));
    markdown.line("");
    markdown.rates();
    markdown.mutants();
    return markdown.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void rates() {
    line("| head | neighbour | goal | alarms | inconclusive | pairs, mean | seconds, mean |");
    line("|---|---|---|---|---|---|---|");
    for (boolean neighbour : new boolean[] {false, true}) {
      rate("the same build", "at most 1 %", of(Trial.Kind.SAME, 0, neighbour), neighbour);
      for (int percent : PERCENTS) {
        rate(
            "one cell " + percent + " % slower",
            goal(percent),
            of(Trial.Kind.SLOWED, percent, neighbour),
            neighbour);
      }
    }
    line("");
    line(
        "Bounds are one-sided, of Clopper and Pearson. A cell that was slowed counts as caught only if");
    line("the gate names this cell.");
    line("");
    falseAlarms();
  }

  private static String goal(int percent) {
    return switch (percent) {
      case 5 -> "at least 80 %";
      case 10 -> "at least 99 %";
      default -> "100 %";
    };
  }

  private List<Trial> of(Trial.Kind kind, int percent, boolean neighbour) {
    return trials.stream()
        .filter(trial ->
            trial.kind() == kind && trial.percent() == percent && trial.neighbour() == neighbour)
        .toList();
  }

  private void rate(String head, String goal, List<Trial> tried, boolean neighbour) {
    if (tried.isEmpty()) {
      return;
    }
    int caught = (int) tried.stream().filter(Trial::caught).count();
    int inconclusive = (int) tried.stream().filter(Trial::inconclusive).count();
    line(
        "| %s | %s | %s | %s | %d | %.1f | %.0f |",
        head,
        neighbour ? "noisy" : "none",
        goal,
        new Proportion(caught, tried.size()),
        inconclusive,
        tried.stream().mapToInt(Trial::pairs).average().orElse(0),
        tried.stream().mapToDouble(Trial::seconds).average().orElse(0));
  }

  private void falseAlarms() {
    List<String> alarms = new ArrayList<>();
    trials.stream()
        .filter(trial -> trial.kind() == Trial.Kind.SAME)
        .forEach(trial -> trial.attempt().cells().stream()
            .filter(cell -> cell.verdict() == Verdict.REGRESSED)
            .forEach(cell -> alarms.add(String.format(
                Locale.ROOT, "- %s: %s %.3f", trial.attempt().date(), cell.name(), cell.ratio()))));
    if (!alarms.isEmpty()) {
      line("False alarms:");
      line("");
      alarms.forEach(alarm -> line("%s", alarm));
      line("");
    }
  }

  private void mutants() {
    List<Trial> mutants =
        trials.stream().filter(trial -> trial.kind() == Trial.Kind.MUTANT).toList();
    if (mutants.isEmpty()) {
      return;
    }
    line("| mutant of core | killed | by |");
    line("|---|---|---|");
    mutants.forEach(trial ->
        line("| %s | %s | %s |", trial.subject(), trial.caught() ? "yes" : "no", trial.why()));
  }
}
