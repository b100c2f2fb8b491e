package io.segsnap.properties;

import io.segsnap.retention.Candidate;
import io.segsnap.retention.Period;
import io.segsnap.retention.RetentionPolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a retention policy keeps, rule by rule and by counting, with nothing of core's code. */
public record RetentionModel(
    Collection<Candidate> candidates, RetentionPolicy policy, Instant now) {

  boolean isFuture(Candidate candidate) {
    return candidate.created().isAfter(now);
  }

  private List<Candidate> past() {
    return candidates.stream().filter(candidate -> !isFuture(candidate)).toList();
  }

  private static boolean isNewer(Candidate one, Candidate other) {
    int byTime = one.created().compareTo(other.created());
    return byTime > 0 || (byTime == 0 && one.id().compareTo(other.id()) > 0);
  }

  /** How many snapshots, none of the future, are newer. */
  long newer(Candidate candidate) {
    return past().stream().filter(other -> isNewer(other, candidate)).count();
  }

  boolean isBeyondNumber(Candidate candidate) {
    return policy.maxSnapshots() >= 0 && newer(candidate) >= policy.maxSnapshots();
  }

  boolean isTooOld(Candidate candidate) {
    Duration age = Duration.between(candidate.created(), now);
    return !policy.retentionTime().isNegative() && age.compareTo(policy.retentionTime()) > 0;
  }

  boolean isAlwaysKept(Candidate candidate) {
    return newer(candidate) < policy.keepAtLeast();
  }

  boolean isPinned(Candidate candidate) {
    return candidate.tags().stream().anyMatch(policy.pinTags()::contains);
  }

  boolean isKeptForPeriod(Candidate candidate) {
    for (Period period : Period.values()) {
      if (isKeptFor(candidate, period)) {
        return true;
      }
    }
    return false;
  }

  private boolean isKeptFor(Candidate candidate, Period period) {
    List<Object> own = key(candidate, period);
    Set<Object> later = new HashSet<>();
    for (Candidate other : past()) {
      if (isNewer(other, candidate)) {
        later.add(key(other, period));
      }
    }
    return !later.contains(own) && later.size() < policy.keep().getOrDefault(period, 0);
  }

  /** Equal for two snapshots of the same period. */
  private List<Object> key(Candidate candidate, Period period) {
    ZoneOffset offset = policy.zone().getRules().getOffset(candidate.created());
    LocalDateTime local = LocalDateTime.ofInstant(candidate.created(), offset);
    return switch (period) {
      case HOURLY -> List.of(local.toLocalDate(), local.getHour(), offset);
      case DAILY -> List.of(local.toLocalDate());
      case WEEKLY ->
        List.of(local.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTHLY -> List.of(local.getYear(), local.getMonth());
      case YEARLY -> List.of(local.getYear());
    };
  }

  public boolean keeps(Candidate candidate) {
    return isFuture(candidate)
        || isAlwaysKept(candidate)
        || isPinned(candidate)
        || isKeptForPeriod(candidate)
        || !(isBeyondNumber(candidate) || isTooOld(candidate));
  }
}
