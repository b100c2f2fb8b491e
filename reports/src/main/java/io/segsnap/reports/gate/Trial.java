package io.segsnap.reports.gate;

/**
 * One gate of the proof that the gate works.
 *
 * @param kind of proof
 * @param subject what was done to head: the slowed cell or the mutant's name; empty for A/A
 * @param percent by how much the cell was slowed; 0 where it was not
 * @param neighbour whether a noisy neighbour was at work
 * @param pairs how many pairs the gate took
 * @param seconds how long it took
 * @param why what a caught mutant was caught by; empty otherwise
 * @param attempt how it ended
 */
public record Trial(
    Kind kind,
    String subject,
    int percent,
    boolean neighbour,
    int pairs,
    double seconds,
    String why,
    Attempt attempt) {

  /** What is proved. */
  public enum Kind {
    /** Both sides are the same build: every alarm is false. */
    SAME,
    /** One cell of head is slowed by a known part. */
    SLOWED,
    /** Head's core has a mistake that costs time or resources. */
    MUTANT
  }

  /** What makes such trials, as {@code -Dgate.proof} names it. */
  public String proof() {
    if (neighbour) {
      return "noise";
    }
    return switch (kind) {
      case SAME -> "aa";
      case SLOWED -> "slowdown";
      case MUTANT -> "mutants";
    };
  }

  /** Whether the gate said that head is worse, and of a slowed cell that it is this one. */
  public boolean caught() {
    if (kind != Kind.SLOWED) {
      return attempt.outcome() == Outcome.REGRESSED || attempt.outcome() == Outcome.WRONG_BYTES;
    }
    return attempt.cells().stream()
        .anyMatch(cell -> cell.name().equals(subject) && cell.verdict() == Verdict.REGRESSED);
  }

  /** Whether nothing could be said. */
  public boolean inconclusive() {
    return attempt.outcome() == Outcome.INCONCLUSIVE;
  }
}
