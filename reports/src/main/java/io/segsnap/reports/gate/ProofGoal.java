package io.segsnap.reports.gate;

import java.util.List;
import java.util.Locale;

/**
 * A goal of the proof that the gate works.
 *
 * @param head what the judged build is
 * @param kind of the trials that count
 * @param percent by how much a cell is slowed
 * @param neighbour whether a noisy neighbour is at work
 * @param wanted the rate of alarms: at most so many where they are false, else at least
 * @param least how many trials there must be
 */
record ProofGoal(
    String head, Trial.Kind kind, int percent, boolean neighbour, double wanted, int least) {

  private static final int GATES = 100;

  /** All but that every mutant is killed. */
  static List<ProofGoal> all(boolean neighbour) {
    return List.of(
        new ProofGoal("the same build", Trial.Kind.SAME, 0, neighbour, 0.01, GATES),
        slowed(5, neighbour, 0.8),
        slowed(10, neighbour, 0.99),
        slowed(20, neighbour, 1));
  }

  private static ProofGoal slowed(int percent, boolean neighbour, double wanted) {
    String head = "one cell " + percent + " % slower";
    return new ProofGoal(head, Trial.Kind.SLOWED, percent, neighbour, wanted, 1);
  }

  List<Trial> of(List<Trial> trials) {
    return trials.stream()
        .filter(trial ->
            trial.kind() == kind && trial.percent() == percent && trial.neighbour() == neighbour)
        .toList();
  }

  /** In words. */
  String text() {
    String rate = String.format(Locale.ROOT, "%.0f %%", 100 * wanted);
    return kind == Trial.Kind.SAME
        ? "at most " + rate + " of at least " + least + " gates"
        : "at least " + rate;
  }

  /** The end of the interval that speaks against the goal. */
  String bound(Proportion alarms) {
    double percent = 100 * (kind == Trial.Kind.SAME ? alarms.highest() : alarms.lowest());
    String side = kind == Trial.Kind.SAME ? "at most" : "at least";
    return String.format(Locale.ROOT, "%s %.1f %%", side, percent);
  }

  /** Whether what was counted meets it. */
  String state(Proportion alarms) {
    boolean met = kind == Trial.Kind.SAME ? alarms.rate() <= wanted : alarms.rate() >= wanted;
    if (alarms.tries() == 0) {
      return "not run";
    }
    if (!met) {
      return "MISSED";
    }
    return alarms.tries() < least ? "too few gates" : "met";
  }
}
