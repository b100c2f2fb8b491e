package io.segsnap.reports.gate;

import static io.segsnap.reports.gate.Verdict.EQUIVALENT;
import static io.segsnap.reports.gate.Verdict.IMPROVED;
import static io.segsnap.reports.gate.Verdict.INCONCLUSIVE;
import static io.segsnap.reports.gate.Verdict.REGRESSED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final double TAU = 0.03;
  private static final double ALPHA_PER_LOOK = 0.005;

  private static Verdict verdict(Estimate estimate) {
    return new Judge(ALPHA_PER_LOOK).judge(List.of(estimate), List.of(TAU)).get(0);
  }

  @Test
  void aCellIsRegressedOnlyIfItIsSurelySlowerAndByMoreThanTau() {
    assertEquals(REGRESSED, verdict(new Estimate(1.05, 1.02, 1.08, 0.001, 1, 8)));
    assertEquals(INCONCLUSIVE, verdict(new Estimate(1.05, 0.99, 1.11, 0.02, 0.9, 8)));
    assertEquals(EQUIVALENT, verdict(new Estimate(1.02, 1.015, 1.025, 0.0001, 1, 8)));
    assertEquals(INCONCLUSIVE, verdict(new Estimate(1.02, 1.005, 1.035, 0.0001, 1, 8)));
  }

  @Test
  void improvedIsTheMirrorImage() {
    assertEquals(IMPROVED, verdict(new Estimate(0.95, 0.92, 0.98, 1, 0.001, 8)));
    assertEquals(EQUIVALENT, verdict(new Estimate(0.98, 0.975, 0.985, 1, 0.0001, 8)));
  }

  @Test
  void oneOfManyCellsIsHeldToALowerChance() {
    Estimate slower = new Estimate(1.05, 1.02, 1.08, 0.002, 1, 8);
    Estimate same = new Estimate(1, 0.99, 1.01, 0.5, 0.5, 8);
    Judge judge = new Judge(ALPHA_PER_LOOK);

    assertEquals(
        REGRESSED, judge.judge(List.of(slower, same), List.of(TAU, TAU)).get(0));
    assertEquals(
        INCONCLUSIVE,
        judge.judge(List.of(slower, same, same), List.of(TAU, TAU, TAU)).get(0));
  }
}
