package io.segsnap.benchmarks.gate;

import static io.segsnap.reports.gate.Verdict.EQUIVALENT;
import static io.segsnap.reports.gate.Verdict.IMPROVED;
import static io.segsnap.reports.gate.Verdict.INCONCLUSIVE;
import static io.segsnap.reports.gate.Verdict.REGRESSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.gate.BlockResult;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.GateSettings;
import io.segsnap.reports.gate.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates over workers that make up their times. */
class GateTest {

  private static final Map<String, Double> TAUS =
      new TreeMap<>(Map.of("read", 0.03, "verify", 0.03, "verify cpu", 0.03));
  private static final Profile PROFILE = new Profile("fake", 1 << 20, 1 << 18, 2, 3, 9, TAUS);
  private static final GateSettings SETTINGS =
      new GateSettings("a", "b", "fake", 42, 1 << 20, List.of(8, 18), 3, 2000, 0.01, 0.02);

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DEADLINE = START.plus(Duration.ofMinutes(9));

  private final FakeLink.Starter starter = new FakeLink.Starter();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Instant now = START;

  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);

  @TempDir
  Path work;

  private Gate.Measured run() throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Gate(PROFILE, SETTINGS, work, starter, out, clock, DEADLINE).run();
  }

  private static Verdict verdict(Gate.Measured measured, String cell) {
    return cell(measured, cell).verdict();
  }

  private static CellResult cell(Gate.Measured measured, String name) {
    return measured.cells().stream()
        .filter(cell -> cell.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void equalBuildsAreEquivalentAtTheFirstLook() throws Exception {
    Gate.Measured measured = run();

    assertEquals(EQUIVALENT, verdict(measured, "read"));
    assertEquals(EQUIVALENT, verdict(measured, "verify"));
    assertEquals(2 + 2 * 8, starter.started.size());
    assertEquals(0, starter.open, "workers left running");
    assertEquals(1, measured.reference().ratio(), 0.01);
  }

  @Test
  void aSlowerCellIsRegressedAndAFasterOneImproved() throws Exception {
    starter.headFactors.put("read", 1.08);
    starter.headFactors.put("verify", 0.9);
    Gate.Measured measured = run();

    assertEquals(REGRESSED, verdict(measured, "read"));
    assertEquals(IMPROVED, verdict(measured, "verify"));
    assertEquals(1.08, cell(measured, "read").estimate().ratio(), 0.01);
  }

  @Test
  void workThatAWaitHidesIsSeenInTheProcessorTimeOfTheSameRuns() throws Exception {
    starter.headCpuFactors.put("verify", 1.08);
    Gate.Measured measured = run();

    assertEquals(EQUIVALENT, verdict(measured, "verify"));
    assertEquals(REGRESSED, verdict(measured, "verify cpu"));
    assertEquals(1.08, cell(measured, "verify cpu").estimate().ratio(), 0.01);
    assertEquals(orders(measured, "verify"), orders(measured, "verify cpu"));
    assertTrue(starter.asked.stream().noneMatch(request -> request.endsWith("cpu")));
  }

  private static List<Integer> orders(Gate.Measured measured, String cell) {
    return cell(measured, cell).blocks().stream().map(BlockResult::order).toList();
  }

  @Test
  void whatIsUndecidedIsLookedAtAgainAndNothingElse() throws Exception {
    starter.headFactors.put("read", 1.03);
    Gate.Measured measured = run();

    assertEquals(INCONCLUSIVE, verdict(measured, "read"));
    assertEquals(18, cell(measured, "read").estimate().pairs());
    assertEquals(8, cell(measured, "verify").estimate().pairs());
    assertTrue(cell(measured, "read").cause().contains("18 pairs")
        || cell(measured, "read").cause().contains("load"));
  }

  @Test
  void blocksAreMirroredAndAllKeptInRunOrder() throws Exception {
    List<BlockResult> blocks = cell(run(), "read").blocks();

    assertEquals(8 * 3, blocks.size());
    for (int i = 1; i < blocks.size(); i++) {
      assertTrue(blocks.get(i).order() > blocks.get(i - 1).order());
    }
    for (int pair = 0; pair < 8; pair++) {
      int first = 3 * pair;
      assertEquals(pair % 2 == 1, blocks.get(first).headFirst());
      assertEquals(blocks.get(first).sequence(), blocks.get(first + 2).sequence());
      assertEquals(
          Set.of("ABBA", "BAAB"),
          Set.of(blocks.get(first).sequence(), blocks.get(first + 1).sequence()));
    }
    long leads = IntStream.range(0, 8)
        .filter(pair -> blocks.get(3 * pair).sequence().equals("ABBA"))
        .count();
    assertTrue(leads > 0 && leads < 8, "the lead is not drawn");
  }

  @Test
  void aBlockAsksInItsOrder() throws Exception {
    BlockResult first = cell(run(), "read").blocks().get(0);
    List<String> asked = starter.asked;
    int start =
        asked.indexOf(first.sequence().charAt(0) == 'A' ? "BASE time read" : "HEAD time read");
    String lead = asked.get(start);
    String other = lead.equals("BASE time read") ? "HEAD time read" : "BASE time read";

    assertEquals(List.of(lead, other, other, lead), asked.subList(start, start + 4));
    assertTrue(asked.get(start - 1).endsWith(" reference"));
    assertTrue(asked.get(start - 2).endsWith(" reference"));
  }

  @Test
  void sidesTakeTurnsInStartingFirst() throws Exception {
    run();

    for (int pair = 0; pair < 8; pair++) {
      assertEquals(
          pair % 2 == 0 ? Side.BASE : Side.HEAD, starter.started.get(2 + 2 * pair), "pair " + pair);
    }
  }

  @Test
  void oneMoreSyncIsARegressionWhateverTheTimesSay() throws Exception {
    starter.headFactors.put("read", 0.8);
    starter.headCounts.put("read", "fsyncs=4 content=c");
    Gate.Measured measured = run();

    assertEquals(REGRESSED, verdict(measured, "read"));
    assertEquals("more: fsyncs 3 → 4", cell(measured, "read").cause());
  }

  @Test
  void otherContentIsFoundInEveryPair() throws Exception {
    starter.headHash = "other";

    assertEquals(Set.of("read", "verify"), run().wrong());
  }

  @Test
  void whateverFailsKeepsWhatWasMeasured() throws Exception {
    for (Exception failure : List.of(
        new GateException(GateException.Kind.FAILED, "no answer"),
        new IOException("no answer"),
        new IllegalStateException("no answer"))) {
      starter.started.clear();
      starter.failure = failure;
      aFailureKeepsWhatWasMeasured();
    }
  }

  private void aFailureKeepsWhatWasMeasured() throws Exception {
    starter.failAtPair = 4;
    Gate.Measured measured = run();

    assertEquals(7, measured.failure().orElseThrow().exitCode());
    assertTrue(measured.partial());
    assertEquals(INCONCLUSIVE, verdict(measured, "read"));
    assertEquals("ended early", cell(measured, "read").cause());
    assertEquals(4, cell(measured, "read").estimate().pairs());
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("no answer"));
    assertEquals(0, starter.open, "workers left running");
  }

  @Test
  void aCountThatGrewOutlivesAFailure() throws Exception {
    starter.failAtPair = 4;
    starter.headCounts.put("read", "fsyncs=4 content=c");
    Gate.Measured measured = run();

    assertEquals(REGRESSED, verdict(measured, "read"));
    assertEquals(INCONCLUSIVE, verdict(measured, "verify"));
  }

  @Test
  void noPairIsBegunWhenTheTimeIsOver() throws Exception {
    starter.onStart = () -> now = now.plusSeconds(60); // two minutes for each pair and the counting
    Gate.Measured measured = run();

    assertEquals(4, cell(measured, "read").estimate().pairs());
    assertEquals(
        "time: no more than 4 pairs within 9 minutes", cell(measured, "read").cause());
    assertTrue(measured.partial());
    assertTrue(measured.failure().isEmpty());
  }

  @Test
  void twoPairsAreRunHoweverLongTheyTake() throws Exception {
    starter.onStart = () -> now = now.plus(Duration.ofHours(1));

    assertEquals(2, cell(run(), "read").estimate().pairs());
  }

  @Test
  void whatIsUndecidedBesideARegressionIsNotMeasuredFurther() throws Exception {
    starter.headFactors.put("read", 1.03);
    starter.headFactors.put("verify", 1.2);
    Gate.Measured measured = run();

    assertEquals(REGRESSED, verdict(measured, "verify"));
    assertEquals(
        "not measured further: another cell regressed", cell(measured, "read").cause());
    assertFalse(measured.partial());
  }

  @Test
  void aFailureBeforeTwoPairsIsAnError() {
    starter.failAtPair = 1;

    GateException e = assertThrows(GateException.class, this::run);
    assertEquals(7, e.exitCode());
  }

  @Test
  void everyPairIsToldWithTheTimeThatIsLeft() throws Exception {
    run();

    assertTrue(
        printed.toString(StandardCharsets.UTF_8).contains("gate: pair 8 of 8; 0 s to the look"));
  }
}
