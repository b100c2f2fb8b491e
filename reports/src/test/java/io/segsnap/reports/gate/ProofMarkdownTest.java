package io.segsnap.reports.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.Environment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofMarkdownTest {

  private static String render(List<Trial> trials) {
    return ProofMarkdown.render(trials, new Environment(Map.of("kernel", "6")), "mvn report");
  }

  private static void assertHolds(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + " is not in:\n" + text);
    }
  }

  private static Trial trial(Trial.Kind kind, int percent, boolean neighbour, Outcome outcome) {
    String subject = kind == Trial.Kind.SAME ? "" : "verify";
    return new Trial(kind, subject, percent, neighbour, 8, 20, "why", Gates.attempt(outcome));
  }

  /** Just as much of everything as the goals ask for. */
  private static List<Trial> complete() {
    List<Trial> trials = new ArrayList<>();
    for (boolean noisy : new boolean[] {false, true}) {
      trials.addAll(Collections.nCopies(99, trial(Trial.Kind.SAME, 0, noisy, Outcome.PASSED)));
      trials.add(trial(Trial.Kind.SAME, 0, noisy, Outcome.REGRESSED));
      trials.add(trial(Trial.Kind.SLOWED, 5, noisy, Outcome.PASSED));
      trials.addAll(Collections.nCopies(4, trial(Trial.Kind.SLOWED, 5, noisy, Outcome.REGRESSED)));
      trials.add(trial(Trial.Kind.SLOWED, 10, noisy, Outcome.REGRESSED));
      trials.add(trial(Trial.Kind.SLOWED, 20, noisy, Outcome.REGRESSED));
    }
    trials.add(trial(Trial.Kind.MUTANT, 0, false, Outcome.WRONG_BYTES));
    return trials;
  }

  @Test
  void saysWhenOnWhatAndWithWhichCommandsEachKindWasMade() {
    String text = render(List.of(
        trial(Trial.Kind.SAME, 0, false, Outcome.PASSED),
        trial(Trial.Kind.SLOWED, 5, true, Outcome.REGRESSED)));

    assertHolds(
        text,
        "- trials: 2, ended 2026-11-25T04:00:00Z to 2026-11-25T04:00:00Z\n",
        "- base: `abc`\n",
        "- head of the same build and of slowed cells: `def`\n",
        "- machine: `cpu`\n",
        """
        ```
        mvn -pl benchmarks -Pgate -Dgate.proof=aa
        mvn -pl benchmarks -Pgate -Dgate.proof=noise
        ```
        """,
        "## Where this was added up",
        "- kernel: 6");
  }

  @Test
  void countsBesideGoalsWithBounds() {
    assertHolds(
        render(complete()),
        "| the same build | none | at most 1 % of at least 100 gates | 1 of 100 (1.0 %) | at most 4.7 % |"
            + " met | 0 | 8.0 | 20 |",
        "| one cell 5 % slower | noisy | at least 80 % | 4 of 5 (80.0 %) | at least 34.3 % | met |",
        "| verify | yes | why | `def` | 2026-11-25T04:00:00Z |",
        "1 of 1 killed; with 95 % confidence at least 5.0 %",
        "- 2026-11-25T04:00:00Z, neighbour noisy: verify 1.060",
        "Nothing: every goal is met.");
  }

  @Test
  void saysWhatWasNotRun() {
    assertHolds(
        render(List.of()),
        "- trials: none\n",
        "- the same build, neighbour none: not run; the goal is at most 1 % of at least 100 gates\n",
        "- one cell 20 % slower, neighbour noisy: not run; the goal is at least 100 %\n",
        "- mutants of core: not run; the goal is that each is killed\n");
  }

  @Test
  void saysWhatIsBelowItsGoal() {
    List<Trial> trials = new ArrayList<>(complete());
    trials.remove(trial(Trial.Kind.SAME, 0, false, Outcome.REGRESSED));
    trials.add(trial(Trial.Kind.SAME, 0, true, Outcome.REGRESSED));
    trials.add(trial(Trial.Kind.SLOWED, 5, false, Outcome.PASSED));
    trials.add(trial(Trial.Kind.SLOWED, 20, true, Outcome.PASSED));
    trials.add(trial(Trial.Kind.MUTANT, 0, false, Outcome.PASSED));

    String text = render(trials);

    assertHolds(
        text,
        "- the same build, neighbour none: too few gates, 0 of 99; the goal",
        "- the same build, neighbour noisy: MISSED, 2 of 101; the goal",
        "- one cell 5 % slower, neighbour none: MISSED, 4 of 6; the goal is at least 80 %\n",
        "- one cell 20 % slower, neighbour noisy: MISSED, 1 of 2; the goal is at least 100 %\n",
        "- mutants of core: MISSED, alive: verify; the goal");
    assertFalse(text.contains("- one cell 10 % slower"), text);
  }
}
