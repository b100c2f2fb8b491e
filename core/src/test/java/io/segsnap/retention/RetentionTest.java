package io.segsnap.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.retention.Reason.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Duration FOREVER = Duration.ofSeconds(-1);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Nothing is kept but by the rule under test and because it is the newest. */
  private static final RetentionPolicy STRICT =
      RetentionPolicy.defaults().withMaxSnapshots(0).withRetentionTime(FOREVER);

  /** Only the number is limited, and no snapshot too many for it. */
  private static final RetentionPolicy LENIENT = STRICT.withMaxSnapshots(-1);

  private static Candidate at(String time, String... tags) {
    return new Candidate(time, Instant.parse(time), List.of(tags));
  }

  private static Candidate old(Duration age) {
    return new Candidate(age.toString(), NOW.minus(age), List.of());
  }

  private static List<Candidate> hourly(int count) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      candidates.add(old(Duration.ofHours(i)));
    }
    return candidates;
  }

  private static List<String> kept(List<Candidate> candidates, RetentionPolicy policy) {
    return Retention.judge(candidates, policy, NOW).stream()
        .filter(Verdict::keep)
        .map(Verdict::id)
        .toList();
  }

  private static List<String> keptOf(RetentionPolicy policy, String... times) {
    return kept(Arrays.stream(times).map(time -> at(time)).toList(), policy);
  }

  private static List<Rule> rules(Verdict verdict) {
    return verdict.reasons().stream().map(Reason::rule).toList();
  }

  @Test
  void shouldKeepTheNewestFiveOfADayByDefault() {
    assertEquals(
        List.of("PT0S", "PT1H", "PT2H", "PT3H", "PT4H"),
        kept(hourly(9), RetentionPolicy.defaults()));
    assertEquals(
        List.of("PT1H"),
        kept(
            List.of(old(Duration.ofHours(1)), old(Duration.ofHours(25))),
            RetentionPolicy.defaults()));
  }

  @Test
  void shouldKeepWhatIsExactlyAsOldAsTheLimit() {
    RetentionPolicy policy = LENIENT.withRetentionTime(Duration.ofHours(2));
    List<Candidate> candidates = List.of(
        old(Duration.ofHours(1)),
        old(Duration.ofHours(2)),
        old(Duration.ofHours(2).plusNanos(1)));
    assertEquals(List.of("PT1H", "PT2H"), kept(candidates, policy));
  }

  @Test
  void shouldDeleteAllButTheNewestWhereTheLimitsAreZero() {
    RetentionPolicy none = RetentionPolicy.defaults().withMaxSnapshots(0);
    assertEquals(List.of("PT0S"), kept(hourly(3), none));
    RetentionPolicy noTime = RetentionPolicy.defaults().withRetentionTime(Duration.ZERO);
    assertEquals(List.of("PT0S"), kept(hourly(3), noTime));
  }

  @Test
  void shouldTakeNegativeLimitsForNone() {
    assertEquals(30, kept(hourly(30), LENIENT).size());
  }

  @Test
  void shouldNeverDeleteTheNewest() {
    assertEquals(List.of("PT9001H"), kept(List.of(old(Duration.ofHours(9001))), STRICT));
    assertEquals(3, kept(hourly(9), STRICT.withKeepAtLeast(3)).size());
  }

  @Test
  void shouldRefusePoliciesThatMakeNoSense() {
    RetentionPolicy policy = RetentionPolicy.defaults();
    assertThrows(IllegalArgumentException.class, () -> policy.withKeepAtLeast(0));
    assertThrows(IllegalArgumentException.class, () -> policy.withKeepAtLeast(-1));
    assertThrows(IllegalArgumentException.class, () -> policy.withKeep(Period.DAILY, -1));
    assertThrows(IllegalArgumentException.class, () -> policy.withMinInterval(FOREVER));
  }

  @Test
  void shouldKeepAndNotCountWhatIsDatedInTheFuture() {
    List<Candidate> candidates = new ArrayList<>(hourly(3));
    candidates.add(at("2026-03-04T12:00:00.000000001Z"));
    candidates.add(at("2030-01-01T00:00:00Z"));
    RetentionPolicy policy = STRICT.withMaxSnapshots(2).withKeepAtLeast(2);
    List<Verdict> verdicts = Retention.judge(candidates, policy, NOW);
    assertEquals(
        List.of("2030-01-01T00:00:00Z", "2026-03-04T12:00:00.000000001Z", "PT0S", "PT1H"),
        kept(candidates, policy));
    assertEquals(List.of(Rule.FUTURE), rules(verdicts.get(0)));
  }

  @Test
  void shouldTakeTheLargerIdForTheNewerOfTwoOfTheSameTime() {
    Candidate first = new Candidate("snapshot-1", NOW, List.of());
    Candidate second = new Candidate("snapshot-2", NOW, List.of());
    assertEquals(List.of("snapshot-2"), kept(List.of(first, second), STRICT));
    assertEquals(List.of("snapshot-2"), kept(List.of(second, first), STRICT));
  }

  @Test
  void shouldKeepWhatIsPinned() {
    List<Candidate> candidates = List.of(
        at("2026-03-04T11:00:00Z"),
        at("2026-03-03T11:00:00Z", "keep", "x"),
        at("2026-03-02T11:00:00Z", "keeper"),
        at("2026-03-01T11:00:00Z", "x", "keep"));
    RetentionPolicy policy = STRICT.withPinTags(Set.of("keep"));
    assertEquals(
        List.of("2026-03-04T11:00:00Z", "2026-03-03T11:00:00Z", "2026-03-01T11:00:00Z"),
        kept(candidates, policy));
  }

  @Test
  void shouldKeepTheNewestOfEachOfTheLastDaysThatHaveOne() {
    assertEquals(
        List.of("2026-03-04T11:00:00Z", "2026-03-02T23:59:59Z", "2026-02-01T00:00:00Z"),
        keptOf(
            STRICT.withKeep(Period.DAILY, 3),
            "2026-03-04T11:00:00Z",
            "2026-03-04T10:00:00Z",
            "2026-03-02T23:59:59Z",
            "2026-03-02T00:00:00Z",
            "2026-02-01T00:00:00Z",
            "2026-01-01T00:00:00Z"));
  }

  @Test
  void shouldTellDaysByTheTimeZone() {
    RetentionPolicy twoDays = STRICT.withKeep(Period.DAILY, 2);
    String[] times = {"2026-03-04T00:30:00Z", "2026-03-03T23:30:00Z", "2026-03-03T22:30:00Z"};
    assertEquals(List.of(times[0], times[1]), keptOf(twoDays, times));
    assertEquals(List.of(times[0], times[2]), keptOf(twoDays.withZone(BERLIN), times));
  }

  @Test
  void shouldCountTheHourThatAClockRepeatsTwice() {
    // in Berlin 02:30 summer time, 02:30 winter time
    String[] times = {"2025-10-26T01:30:00Z", "2025-10-26T00:30:00Z", "2025-10-25T23:30:00Z"};
    RetentionPolicy policy = STRICT.withKeep(Period.HOURLY, 2).withZone(BERLIN);
    assertEquals(List.of(times[0], times[1]), keptOf(policy, times));
  }

  @Test
  void shouldTakeADayOf23HoursForOneDay() {
    // in Berlin 2025-03-30 begins at 23:00Z and ends at 22:00Z
    String[] times = {"2025-03-30T22:00:00Z", "2025-03-30T21:59:59Z", "2025-03-29T23:00:00Z"};
    RetentionPolicy policy = STRICT.withKeep(Period.DAILY, 2).withZone(BERLIN);
    assertEquals(List.of(times[0], times[1]), keptOf(policy, times));
    assertEquals(2, keptOf(policy.withKeep(Period.DAILY, 9), times).size());
  }

  @Test
  void shouldCountWeeksAsIso8601Does() {
    // 2021-01-03 is the Sunday of week 53 of 2020, 2021-01-04 the Monday of week 1
    String[] times = {"2021-01-04T00:00:00Z", "2021-01-03T23:59:59Z", "2020-12-28T00:00:00Z"};
    assertEquals(List.of(times[0], times[1]), keptOf(STRICT.withKeep(Period.WEEKLY, 9), times));
    List<Verdict> verdicts =
        Retention.judge(List.of(at(times[1])), STRICT.withKeep(Period.WEEKLY, 1), NOW);
    assertTrue(verdicts.get(0).reasons().toString().contains("the week 2020-W53"));
  }

  @Test
  void shouldKnowTheLeapDay() {
    String[] times = {"2024-03-01T00:00:00Z", "2024-02-29T12:00:00Z", "2024-02-28T12:00:00Z"};
    assertEquals(3, keptOf(STRICT.withKeep(Period.DAILY, 9), times).size());
    assertEquals(2, keptOf(STRICT.withKeep(Period.MONTHLY, 9), times).size());
    assertEquals(1, keptOf(STRICT.withKeep(Period.YEARLY, 9), times).size());
  }

  @Test
  void shouldGiveEveryReasonThatApplies() {
    List<Candidate> candidates =
        List.of(at("2026-03-04T11:00:00Z", "keep"), at("2026-03-01T10:00:00Z"));
    RetentionPolicy policy = RetentionPolicy.defaults()
        .withMaxSnapshots(1)
        .withKeep(Period.YEARLY, 1)
        .withPinTags(Set.of("keep"));
    List<Verdict> verdicts = Retention.judge(candidates, policy, NOW);
    assertEquals(
        List.of(Rule.KEEP_AT_LEAST, Rule.KEEP_PERIOD, Rule.PINNED, Rule.WITHIN_LIMITS),
        rules(verdicts.get(0)));
    assertEquals(
        "[1 are newer, at most 1 are to be kept, its age of 3d2h is over 1d]",
        verdicts.get(1).reasons().toString());
  }

  @Test
  void shouldNotDependOnTheOrder() {
    List<Candidate> candidates = new ArrayList<>(hourly(40));
    RetentionPolicy policy = RetentionPolicy.defaults().withKeep(Period.DAILY, 2);
    List<Verdict> expected = Retention.judge(candidates, policy, NOW);
    Collections.shuffle(candidates, new Random(1));
    assertEquals(expected, Retention.judge(candidates, policy, NOW));
  }

  @Test
  void shouldBeDueAgainExactlyAfterTheInterval() {
    Duration hour = Duration.ofHours(1);
    Candidate last = at("2026-03-04T11:00:00Z");
    assertEquals(Optional.empty(), Retention.nextDue(List.of(last), hour, NOW));
    assertEquals(Optional.of(NOW), Retention.nextDue(List.of(last), hour, NOW.minusNanos(1)));
    assertEquals(Optional.empty(), Retention.nextDue(List.of(), hour, NOW));
    assertEquals(Optional.empty(), Retention.nextDue(List.of(last), Duration.ZERO, last.created()));
  }

  @Test
  void shouldNotBeHeldUpByASnapshotOfTheFuture() {
    Candidate future = at("2030-01-01T00:00:00Z");
    assertEquals(Optional.empty(), Retention.nextDue(List.of(future), Duration.ofHours(1), NOW));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 1L << 40})
  void shouldBearDurationsBeyondAllTime(long seconds) {
    Duration endless = Duration.ofSeconds(seconds);
    Candidate last = at("2026-03-04T11:00:00Z");
    assertTrue(Retention.nextDue(List.of(last), endless, NOW).orElseThrow().isAfter(NOW));
    assertEquals(3, kept(hourly(3), LENIENT.withRetentionTime(endless)).size());
    assertEquals(ZoneOffset.UTC, LENIENT.zone());
  }

  /** On Lord Howe Island clocks go back by half an hour, from 2:00 to 1:30. */
  @Test
  void aRepeatedHalfHourCountsTwice() {
    RetentionPolicy policy =
        STRICT.withKeep(Period.HOURLY, 2).withZone(ZoneId.of("Australia/Lord_Howe"));
    assertEquals(
        List.of("2025-04-05T15:00:00Z", "2025-04-05T14:59:59Z"),
        keptOf(policy, "2025-04-05T14:59:59Z", "2025-04-05T15:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "P2DT3H59M, 2d3h",
    "P1D, 1d",
    "PT23H59M59S, 23h59m",
    "PT5H, 5h",
    "PT5H30M, 5h30m",
    "PT1H, 1h",
    "PT59M59S, 59m59s",
    "PT1M, 1m",
    "PT10S, 10s",
    "PT0.5S, 0s"
  })
  void theReasonTellsTheAgeInItsTwoLargestUnits(Duration age, String text) {
    List<Candidate> candidates = List.of(old(Duration.ZERO), old(age));
    Verdict verdict = Retention.judge(candidates, LENIENT.withRetentionTime(Duration.ZERO), NOW)
        .get(1);
    assertEquals("[its age of " + text + " is over 0s]", verdict.reasons().toString());
  }

  @Test
  void severalKindsOfPeriodsEachKeepTheirOwn() {
    RetentionPolicy both = STRICT.withKeep(Period.DAILY, 2).withKeep(Period.YEARLY, 2);
    assertEquals(
        List.of("2026-03-04T11:00:00Z", "2026-03-03T11:00:00Z", "2025-12-31T00:00:00Z"),
        keptOf(
            both,
            "2026-03-04T11:00:00Z",
            "2026-03-03T11:00:00Z",
            "2026-03-02T11:00:00Z",
            "2025-12-31T00:00:00Z"));
    assertEquals(
        1, keptOf(STRICT.withKeep(Period.DAILY, 0), "2026-03-04T11:00:00Z").size());
  }
}
