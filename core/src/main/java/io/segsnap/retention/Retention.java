package io.segsnap.retention;

import io.segsnap.retention.Reason.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies a {@link RetentionPolicy}. Pure: the same arguments give the same answer. */
public final class Retention {

  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparing(Candidate::created).thenComparing(Candidate::id).reversed();

  private final RetentionPolicy policy;
  private final Instant now;
  private final List<Candidate> past;

  private Retention(Collection<Candidate> candidates, RetentionPolicy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    this.past = candidates.stream()
        .filter(candidate -> !candidate.created().isAfter(now))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /**
   * Judges snapshots. Those dated in the future are kept and don't count, so that a wrong clock
   * evicts nothing.
   *
   * @param candidates whole and sound snapshots with different ids, in any order
   * @param policy by which
   * @param now the time of the judgement
   * @return one verdict for each, newest first
   */
  public static List<Verdict> judge(
      Collection<Candidate> candidates, RetentionPolicy policy, Instant now) {
    Retention retention = new Retention(candidates, policy, now);
    Map<String, List<Reason>> kept = retention.keptByPeriod();
    List<Verdict> verdicts = new ArrayList<>();
    candidates.stream()
        .filter(candidate -> candidate.created().isAfter(now))
        .sorted(NEWEST_FIRST)
        .forEach(candidate -> verdicts.add(retention.future(candidate)));
    for (int i = 0; i < retention.past.size(); i++) {
      Candidate candidate = retention.past.get(i);
      verdicts.add(retention.judge(i, kept.getOrDefault(candidate.id(), List.of())));
    }
    return verdicts;
  }

  /**
   * Says when a snapshot may be created. Snapshots dated in the future don't count, so that a wrong
   * clock blocks nothing.
   *
   * @param candidates in any order
   * @param minInterval from the newest snapshot to the next
   * @param now the time of the question
   * @return empty if one may be created now, else when
   */
  public static Optional<Instant> nextDue(
      Collection<Candidate> candidates, Duration minInterval, Instant now) {
    return candidates.stream()
        .map(Candidate::created)
        .filter(created -> !created.isAfter(now))
        .max(Comparator.naturalOrder())
        .filter(newest -> Duration.between(newest, now).compareTo(minInterval) < 0)
        .map(newest -> plus(newest, minInterval));
  }

  private static Instant plus(Instant instant, Duration duration) {
    boolean fits = duration.compareTo(Duration.between(instant, Instant.MAX)) < 0;
    return fits ? instant.plus(duration) : Instant.MAX;
  }

  private Verdict future(Candidate candidate) {
    String text = "dated " + candidate.created() + ", which is in the future";
    return new Verdict(candidate.id(), true, List.of(new Reason(Rule.FUTURE, text)));
  }

  private Verdict judge(int index, List<Reason> keptByPeriod) {
    Candidate candidate = past.get(index);
    List<Reason> against = against(index);
    List<Reason> protecting = new ArrayList<>();
    if (index < policy.keepAtLeast()) {
      String text = "one of the newest " + policy.keepAtLeast() + ", which are always kept";
      protecting.add(new Reason(Rule.KEEP_AT_LEAST, text));
    }
    protecting.addAll(keptByPeriod);
    for (String tag : candidate.tags()) {
      if (policy.pinTags().contains(tag)) {
        protecting.add(new Reason(Rule.PINNED, "pinned by the tag " + tag));
      }
    }
    if (against.isEmpty()) {
      protecting.add(new Reason(Rule.WITHIN_LIMITS, "within the limits of number and age"));
    }
    return protecting.isEmpty()
        ? new Verdict(candidate.id(), false, against)
        : new Verdict(candidate.id(), true, protecting);
  }

  private List<Reason> against(int index) {
    List<Reason> against = new ArrayList<>();
    if (policy.maxSnapshots() >= 0 && index >= policy.maxSnapshots()) {
      String text = index + " are newer, at most " + policy.maxSnapshots() + " are to be kept";
      against.add(new Reason(Rule.MAX_SNAPSHOTS, text));
    }
    Duration age = Duration.between(past.get(index).created(), now);
    Duration limit = policy.retentionTime();
    if (!limit.isNegative() && age.compareTo(limit) > 0) {
      String text = "its age of " + text(age) + " is over " + text(limit);
      against.add(new Reason(Rule.RETENTION_TIME, text));
    }
    return against;
  }

  /** By id, for the newest of the last periods of each kind. */
  private Map<String, List<Reason>> keptByPeriod() {
    Map<String, List<Reason>> kept = new HashMap<>();
    for (Period period : Period.values()) {
      int count = policy.keep().getOrDefault(period, 0);
      Set<String> seen = new HashSet<>();
      for (Candidate candidate : past) {
        if (seen.size() == count) {
          break;
        }
        String name = period.nameOf(candidate.created(), policy.zone());
        if (seen.add(name)) {
          String text = "newest of the " + period.noun() + " " + name;
          kept.computeIfAbsent(candidate.id(), id -> new ArrayList<>())
              .add(new Reason(Rule.KEEP_PERIOD, text));
        }
      }
    }
    return kept;
  }

  /** {@code 1d2h}, {@code 2h30m} or {@code 10s}: the two largest units, rounded down. */
  private static String text(Duration duration) {
    if (duration.toDays() > 0) {
      return text(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    if (duration.toHours() > 0) {
      return text(duration.toHours(), "h", duration.toMinutesPart(), "m");
    }
    return text(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
  }

  private static String text(long large, String largeUnit, int small, String smallUnit) {
    String largeText = large == 0 ? "" : large + largeUnit;
    return small == 0 && large != 0 ? largeText : largeText + small + smallUnit;
  }
}
