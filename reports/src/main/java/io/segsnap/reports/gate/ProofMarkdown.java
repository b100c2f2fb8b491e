package io.segsnap.reports.gate;

import io.segsnap.reports.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the trials of a proof add up to, as a document that stands by itself: when, on what and with
 * which commands, what was counted beside its goal, and what is not shown.
 */
public final class ProofMarkdown {

  private static final String COMMAND = "mvn -pl benchmarks -Pgate -Dgate.proof=";

  private final StringBuilder out = new StringBuilder();
  private final List<String> open = new ArrayList<>();
  private final List<Trial> trials;

  private ProofMarkdown(List<Trial> trials) {
    this.trials = List.copyOf(trials);
  }

  /**
   * The text.
   *
   * @param environment of the process that adds up, which may be another than that of the trials
   * @param command that added up
   */
  public static String render(List<Trial> trials, Environment environment, String command) {
    ProofMarkdown markdown = new ProofMarkdown(trials);
    markdown.line("# Proof of the gate");
    markdown.line("");
    markdown.origin();
    markdown.commands();
    markdown.rates();
    markdown.mutants();
    markdown.notShown();
    markdown.falseAlarms();
    markdown.addedUp(environment, command);
    return markdown.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void origin() {
    line("Each trial is a whole gate with JVMs of its own. None is left out, whatever came of it.");
    line("");
    List<String> dates =
        trials.stream().map(trial -> trial.attempt().date()).sorted().toList();
    line(
        "- trials: %s",
        dates.isEmpty()
            ? "none"
            : dates.size() + ", ended " + dates.get(0) + " to " + dates.get(dates.size() - 1));
    distinct("base", Attempt::base);
    distinct("head of the same build and of slowed cells", Trial.Kind.MUTANT, Attempt::head);
    distinct("profile", Attempt::profile);
    distinct("machine", Attempt::machine);
    line("");
  }

  private void distinct(String name, Function<Attempt, String> value) {
    distinct(name, trials.stream(), value);
  }

  private void distinct(String name, Trial.Kind without, Function<Attempt, String> value) {
    distinct(name, trials.stream().filter(trial -> trial.kind() != without), value);
  }

  private void distinct(String name, Stream<Trial> some, Function<Attempt, String> value) {
    new TreeSet<>(some.map(trial -> value.apply(trial.attempt())).toList())
        .forEach(one -> line("- %s: `%s`", name, one));
  }

  private void commands() {
    List<String> kinds = trials.stream().map(Trial::proof).distinct().sorted().toList();
    if (!kinds.isEmpty()) {
      line(
          "Made with these commands, each repeated until its trials were complete or time was up:");
      line("");
      line("```");
      kinds.forEach(kind -> line("%s%s", COMMAND, kind));
      line("```");
      line("");
    }
  }

  private void rates() {
    line("## False alarms, and slower cells caught");
    line("");
    line("| head | neighbour | goal | alarms | 95 %% bound | goal met | inconclusive | pairs, mean"
        + " | seconds, mean |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (boolean neighbour : new boolean[] {false, true}) {
      ProofGoal.all(neighbour).forEach(this::rate);
    }
    line("");
    line(
        "Goals are held against what was counted. A bound is one-sided, of Clopper and Pearson: with 95 %%"
            + " confidence the true rate is no worse. A cell that was slowed counts as caught only if the gate"
            + " names this cell.");
    line("");
  }

  private void rate(ProofGoal goal) {
    List<Trial> tried = goal.of(trials);
    Proportion alarms =
        new Proportion((int) tried.stream().filter(Trial::caught).count(), tried.size());
    String neighbour = goal.neighbour() ? "noisy" : "none";
    String state = goal.state(alarms);
    String counted = alarms.hits() + " of " + alarms.tries();
    if (!state.equals("met")) {
      open.add(goal.head() + ", neighbour " + neighbour + ": " + state
          + (tried.isEmpty() ? "" : ", " + counted) + "; the goal is " + goal.text());
    }
    if (tried.isEmpty()) {
      line("| %s | %s | %s | - | - | not run | - | - | - |", goal.head(), neighbour, goal.text());
      return;
    }
    line(
        "| %s | %s | %s | %s (%.1f %%) | %s | %s | %d | %.1f | %.0f |",
        goal.head(),
        neighbour,
        goal.text(),
        counted,
        100 * alarms.rate(),
        goal.bound(alarms),
        state,
        tried.stream().filter(Trial::inconclusive).count(),
        tried.stream().mapToInt(Trial::pairs).average().orElse(0),
        tried.stream().mapToDouble(Trial::seconds).average().orElse(0));
  }

  private void mutants() {
    line("## Mutants of core");
    line("");
    List<Trial> mutants =
        trials.stream().filter(trial -> trial.kind() == Trial.Kind.MUTANT).toList();
    if (mutants.isEmpty()) {
      line("Not run.");
      line("");
      open.add("mutants of core: not run; the goal is that each is killed");
      return;
    }
    List<String> alive =
        mutants.stream().filter(trial -> !trial.caught()).map(Trial::subject).toList();
    Proportion killed = new Proportion(mutants.size() - alive.size(), mutants.size());
    line(
        "%d of %d killed; with 95 %% confidence at least %.1f %% of such mistakes are.",
        killed.hits(), killed.tries(), 100 * killed.lowest());
    line("");
    line("| mutant of core | killed | by | head | ended |");
    line("|---|---|---|---|---|");
    mutants.forEach(trial -> line(
        "| %s | %s | %s | `%s` | %s |",
        trial.subject(),
        trial.caught() ? "yes" : "NO",
        trial.why(),
        trial.attempt().head(),
        trial.attempt().date()));
    line("");
    if (!alive.isEmpty()) {
      open.add("mutants of core: MISSED, alive: " + String.join(", ", alive)
          + "; the goal is that each is killed");
    }
  }

  private void notShown() {
    line("## What is not shown");
    line("");
    if (open.isEmpty()) {
      line("Nothing: every goal is met.");
    }
    open.forEach(goal -> line("- %s", goal));
    line("");
  }

  private void falseAlarms() {
    List<String> alarms = trials.stream()
        .filter(trial -> trial.kind() == Trial.Kind.SAME && trial.caught())
        .map(trial -> trial.attempt().date()
            + (trial.neighbour() ? ", neighbour noisy: " : ": ")
            + regressed(trial.attempt()))
        .toList();
    if (!alarms.isEmpty()) {
      line("## False alarms");
      line("");
      alarms.forEach(alarm -> line("- %s", alarm));
      line("");
    }
  }

  private static String regressed(Attempt attempt) {
    return attempt.cells().stream()
        .filter(cell -> cell.verdict() == Verdict.REGRESSED)
        .map(cell -> String.format(Locale.ROOT, "%s %.3f", cell.name(), cell.ratio()))
        .collect(Collectors.joining(", "));
  }

  private void addedUp(Environment environment, String command) {
    line("## Where this was added up");
    line("");
    line(
        "With `%s`, which adds up the trials above; they name their own builds and machine.",
        command);
    line("");
    for (Map.Entry<String, String> fact : environment.facts().entrySet()) {
      line("- %s: %s", fact.getKey(), fact.getValue());
    }
  }
}
