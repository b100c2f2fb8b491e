package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Figures;
import io.segsnap.reports.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which strategy and how many threads to create snapshots with on a machine. The rule: a clone, where
 * there are any; else, of the copies that are independent, durable and start from a warm cache, those
 * whose middle half of times meets that of the fastest, or whose medians differ by at most
 * {@value #NOISE_PERCENT} %, are equals, and of equals the one with the fewest threads wins, then the one
 * that checks the bytes it writes, then the one with less machinery.
 */
final class Recommendation {

  private static final int NOISE_PERCENT = 3;

  /** From what checks most with the least to what checks less, needs more or is only a reference. */
  private static final List<String> PREFERENCE =
      List.of("clone", "off-heap", "mapped", "transfer", "stream");

  private static final Comparator<Outcome> SIMPLEST = Comparator.comparingInt(Outcome::threads)
      .thenComparingInt(outcome -> PREFERENCE.indexOf(outcome.strategy()));

  /** Shown below each recommendation. */
  static final String RULE =
      "The rule: a clone where there are any; else the fastest copy, synced, from a warm cache. Times"
          + " whose middle halves meet, or whose medians differ by no more than " + NOISE_PERCENT
          + " %, are equal: then fewer threads win, then what checks the bytes it writes.";

  private Recommendation() {}

  /** Sentences; none if nothing was measured that could be recommended. */
  static List<String> of(List<Outcome> outcomes) {
    List<Outcome> independent = outcomes.stream()
        .filter(outcome -> outcome.operation().equals("create")
            && PREFERENCE.contains(outcome.strategy())
            && outcome.isSynced()
            && !outcome.isCold())
        .toList();
    Optional<Outcome> clone = independent.stream()
        .filter(outcome -> outcome.strategy().equals("clone"))
        .min(SIMPLEST);
    if (clone.isPresent()) {
      return List.of("Recommended here: clone, " + threads(clone.get())
          + ": an independent file at " + Figures.number(clone.get().perSecond())
          + " snapshots a second, since no bytes move.");
    }
    return independent.stream()
        .min(Comparator.comparingDouble(Outcome::ms))
        .map(fastest -> sentences(fastest, independent, outcomes))
        .orElse(List.of());
  }

  private static List<String> sentences(
      Outcome fastest, List<Outcome> candidates, List<Outcome> outcomes) {
    List<Outcome> equals =
        candidates.stream().filter(other -> isEqual(fastest, other)).toList();
    Outcome best = equals.stream().min(SIMPLEST).orElse(fastest);
    String reason;
    if (equals.size() == 1) {
      reason = "It is the fastest of those whose copy is independent, beyond the noise.";
    } else if (best.equals(fastest)) {
      reason = "It is the fastest of those whose copy is independent; of " + (equals.size() - 1)
          + " more within the noise none needs fewer threads or checks more.";
    } else {
      reason = "It is within the noise of the fastest, " + name(fastest) + " at "
          + Figures.number(fastest.gbPerSecond())
          + " GB/s, and needs fewer threads or checks more.";
    }
    String first = "Recommended here: " + name(best) + ", at " + Figures.number(best.gbPerSecond())
        + " GB/s. " + reason;
    return outcomes.stream()
        .filter(other -> other.operation().equals("create") && other.strategy().equals("link"))
        .min(Comparator.comparingDouble(Outcome::ms))
        .map(link -> List.of(
            first,
            "A log that only segsnap writes can be linked instead: "
                + Figures.number(link.perSecond())
                + " snapshots a second, with space for the active segment only, as long as nobody else"
                + " writes into its files.",
            RULE))
        .orElse(List.of(first, RULE));
  }

  /** Whether the difference may be noise. */
  private static boolean isEqual(Outcome fastest, Outcome other) {
    Sample fast = fastest.result().sample();
    Sample slow = other.result().sample();
    return slow.quantile(0.25) <= fast.quantile(0.75)
        || slow.median() <= fast.median() * (1 + NOISE_PERCENT / 100.0);
  }

  private static String name(Outcome outcome) {
    return outcome.strategy() + " with " + threads(outcome);
  }

  private static String threads(Outcome outcome) {
    return outcome.threads() == 1 ? "1 thread" : outcome.threads() + " threads";
  }
}
