package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.proof.Cheap;
import io.segsnap.retention.Candidate;
import io.segsnap.retention.Period;
import io.segsnap.retention.Reason;
import io.segsnap.retention.Retention;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.retention.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** Retention against a model that counts, near every oddity of the calendar. */
@Cheap
class RetentionProperties {

  /** Clock changes both ways, a repeated half hour, a skipped day, a leap day, ISO week 53. */
  private static final List<Instant> ANCHORS = List.of(
      Instant.parse("2025-03-30T01:00:00Z"),
      Instant.parse("2025-10-26T01:00:00Z"),
      Instant.parse("2025-11-02T06:00:00Z"),
      Instant.parse("2025-04-05T15:00:00Z"),
      Instant.parse("2011-12-30T10:00:00Z"),
      Instant.parse("2024-02-29T00:00:00Z"),
      Instant.parse("2021-01-01T00:00:00Z"),
      Instant.parse("2020-12-28T00:00:00Z"),
      Instant.EPOCH);

  private static final List<ZoneId> ZONES = List.of(
      ZoneId.of("UTC"),
      ZoneId.of("Europe/Berlin"),
      ZoneId.of("America/New_York"),
      ZoneId.of("Australia/Lord_Howe"),
      ZoneId.of("Pacific/Apia"),
      ZoneId.of("Asia/Kolkata"));

  /** Snapshots, a policy, and a time. */
  record Case(List<Candidate> candidates, RetentionPolicy policy, Instant now) {

    List<Verdict> judge() {
      return Retention.judge(candidates, policy, now);
    }

    Set<String> deleted(RetentionPolicy other) {
      return RetentionProperties.deleted(Retention.judge(candidates, other, now));
    }

    RetentionModel model() {
      return new RetentionModel(candidates, policy, now);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(ANCHORS).flatMap(anchor -> {
      Arbitrary<Instant> near = Arbitraries.oneOf(
              Arbitraries.longs().between(-7_200, 7_200),
              Arbitraries.longs().between(-5 * 86_400, 86_400),
              Arbitraries.longs().between(-800 * 86_400L, 86_400),
              Arbitraries.of(0L, 0L, -1L, 1L, -3_600L, 3_600L))
          .map(anchor::plusSeconds);
      return Combinators.combine(
              near.list()
                  .ofMinSize(2)
                  .ofMaxSize(14)
                  .withSizeDistribution(RandomDistribution.uniform()),
              tags().list().ofSize(14),
              policies(),
              near.map(time -> time.plusSeconds(86_400)),
              Arbitraries.integers().between(0, 40))
          .as((times, tags, policy, now, same) -> new Case(
              candidates(times, tags), policy, same < times.size() ? times.get(same) : now));
    });
  }

  private static List<Candidate> candidates(List<Instant> times, List<List<String>> tags) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      candidates.add(new Candidate(String.format("id-%02d", i), times.get(i), tags.get(i)));
    }
    return candidates;
  }

  private static Arbitrary<List<String>> tags() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(List.of())),
        Tuple.of(1, Arbitraries.of("a", "b", "c").list().ofMinSize(1).ofMaxSize(2)));
  }

  @Provide
  Arbitrary<RetentionPolicy> policies() {
    Arbitrary<Duration> ages = Arbitraries.of(
        Duration.ofSeconds(-1),
        Duration.ZERO,
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        Duration.ofHours(24),
        Duration.ofDays(400));
    Arbitrary<Map<Period, Integer>> keep = Arbitraries.maps(
            Arbitraries.of(Period.class), Arbitraries.integers().between(0, 4))
        .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.integers().between(-1, 6),
            ages,
            Arbitraries.integers().between(1, 4),
            keep,
            Arbitraries.of(ZONES),
            Arbitraries.subsetOf("a", "b"))
        .as((max, age, least, periods, zone, pins) ->
            new RetentionPolicy(max, age, Duration.ofHours(1), least, periods, zone, pins));
  }

  static Set<String> deleted(Collection<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> !verdict.keep())
        .map(Verdict::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyVerdictIsTheModels(@ForAll("cases") Case example) {
    Map<String, Candidate> byId =
        example.candidates().stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
    List<Verdict> verdicts = example.judge();
    assertEquals(byId.size(), verdicts.size());
    for (Verdict verdict : verdicts) {
      assertEquals(
          example.model().keeps(byId.get(verdict.id())), verdict.keep(), () -> verdict.toString());
    }
    Statistics.label("deletes some").collect(!deleted(verdicts).isEmpty());
    Statistics.label("deletes some")
        .coverage(checker -> checker.check(true).percentage(p -> p > 20));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyReasonIsTrueAndEveryVerdictHasOne(@ForAll("cases") Case example) {
    RetentionModel model = example.model();
    for (Verdict verdict : example.judge()) {
      Candidate candidate = example.candidates().stream()
          .filter(other -> other.id().equals(verdict.id()))
          .findAny()
          .orElseThrow();
      assertFalse(verdict.reasons().isEmpty());
      for (Reason reason : verdict.reasons()) {
        boolean isTrue = switch (reason.rule()) {
          case MAX_SNAPSHOTS -> model.isBeyondNumber(candidate);
          case RETENTION_TIME -> model.isTooOld(candidate);
          case WITHIN_LIMITS -> !model.isBeyondNumber(candidate) && !model.isTooOld(candidate);
          case KEEP_AT_LEAST -> model.isAlwaysKept(candidate);
          case KEEP_PERIOD -> model.isKeptForPeriod(candidate);
          case PINNED -> model.isPinned(candidate);
          case FUTURE -> model.isFuture(candidate);
        };
        assertTrue(isTrue, () -> verdict.id() + ": " + reason);
        boolean isAgainst = reason.rule() == Reason.Rule.MAX_SNAPSHOTS
            || reason.rule() == Reason.Rule.RETENTION_TIME;
        assertEquals(!verdict.keep(), isAgainst, () -> verdict.id() + ": " + reason);
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theOrderOfTheSnapshotsDoesNotMatter(@ForAll("cases") Case example, @ForAll long seed) {
    List<Candidate> shuffled = new ArrayList<>(example.candidates());
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(example.judge(), Retention.judge(shuffled, example.policy(), example.now()));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatWasKeptOnceIsKeptAgain(@ForAll("cases") Case example) {
    Set<String> deleted = deleted(example.judge());
    List<Candidate> left = example.candidates().stream()
        .filter(candidate -> !deleted.contains(candidate.id()))
        .toList();
    assertEquals(Set.of(), deleted(Retention.judge(left, example.policy(), example.now())));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void keepingMoreNeverDeletesMore(
      @ForAll("cases") Case example,
      @ForAll @IntRange(max = 5) int which,
      @ForAll @IntRange(min = 1, max = 5) int more,
      @ForAll Period period) {
    RetentionPolicy policy = example.policy();
    RetentionPolicy larger = switch (which) {
      case 0 ->
        policy.withMaxSnapshots(policy.maxSnapshots() < 0 ? -1 : policy.maxSnapshots() + more);
      case 1 ->
        policy.retentionTime().isNegative()
            ? policy
            : policy.withRetentionTime(policy.retentionTime().plusHours(more));
      case 2 -> policy.withKeepAtLeast(policy.keepAtLeast() + more);
      case 3 -> policy.withKeep(period, policy.keep().getOrDefault(period, 0) + more);
      case 4 -> policy.withPinTags(Set.of("a", "b", "c"));
      default -> policy.withMaxSnapshots(-1);
    };
    assertTrue(example.deleted(policy).containsAll(example.deleted(larger)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theNewestAreKeptWhateverTheClockSays(
      @ForAll("cases") Case example, @ForAll @LongRange(min = -90_000, max = 90_000) long step) {
    Instant now = example.now().plusSeconds(step);
    Set<String> deleted = deleted(Retention.judge(example.candidates(), example.policy(), now));
    List<Candidate> past = example.candidates().stream()
        .filter(candidate -> !candidate.created().isAfter(now))
        .toList();
    long kept =
        past.stream().filter(candidate -> !deleted.contains(candidate.id())).count();
    assertTrue(kept >= Math.min(past.size(), example.policy().keepAtLeast()));
    for (Candidate candidate : example.candidates()) {
      boolean isPinned = candidate.tags().stream().anyMatch(example.policy().pinTags()::contains);
      boolean isFuture = candidate.created().isAfter(now);
      assertFalse((isPinned || isFuture) && deleted.contains(candidate.id()));
    }
  }

  /** One dated in the future changes nothing for the others. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void aSnapshotOfTheFutureEvictsNothing(
      @ForAll("cases") Case example, @ForAll @IntRange(min = 1, max = 1_000_000) int seconds) {
    List<Candidate> with = new ArrayList<>(example.candidates());
    with.add(new Candidate("future", example.now().plusSeconds(seconds), List.of()));
    assertEquals(
        deleted(example.judge()), deleted(Retention.judge(with, example.policy(), example.now())));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theNextIsDueExactlyWhenTheIntervalIsOver(
      @ForAll("cases") Case example, @ForAll @LongRange(max = 10_000_000_000_000L) long nanos) {
    Duration interval = Duration.ofNanos(nanos);
    Set<Instant> past = new HashSet<>();
    example.candidates().stream()
        .map(Candidate::created)
        .filter(created -> !created.isAfter(example.now()))
        .forEach(past::add);
    List<Candidate> candidates = example.candidates().stream()
        .filter(candidate -> past.contains(candidate.created()))
        .toList();
    if (past.isEmpty()) {
      assertEquals(Optional.empty(), Retention.nextDue(candidates, interval, example.now()));
      return;
    }
    Instant due = Collections.max(past).plus(interval);
    assertEquals(Optional.empty(), Retention.nextDue(candidates, interval, due));
    if (nanos > 0) {
      assertEquals(Optional.of(due), Retention.nextDue(candidates, interval, due.minusNanos(1)));
    }
  }
}
