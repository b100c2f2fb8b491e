package io.segsnap.reports.gate;

import static io.segsnap.reports.gate.Verdict.EQUIVALENT;
import static io.segsnap.reports.gate.Verdict.IMPROVED;
import static io.segsnap.reports.gate.Verdict.INCONCLUSIVE;
import static io.segsnap.reports.gate.Verdict.REGRESSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verdicts, and how often they are right on synthetic noise of which the truth is known. */
@Tag("any-jdk")
class JudgeTest {

  private static final double TAU = 0.03;
  private static final double ALPHA_PER_LOOK = 0.005;
  private static final int CELLS = 5;
  private static final int BLOCKS = 5;
  private static final int GATES = 20;

  /** A noise: the logarithm of head/base of the blocks of one pair, around 0. */
  @FunctionalInterface
  private interface Noise {
    double[] pair(Random random);
  }

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

  private static double[] blocks(double pair, double spread, Random random) {
    double[] blocks = new double[BLOCKS];
    Arrays.setAll(blocks, i -> pair + spread * random.nextGaussian());
    return blocks;
  }

  private static double[] gaussian(Random random) {
    return blocks(0.012 * random.nextGaussian(), 0.03, random);
  }

  /** A ratio of normal numbers has tails so heavy that it has no variance. */
  private static double[] heavyTailed(Random random) {
    double[] blocks = blocks(0.01 * random.nextGaussian(), 0, random);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] += 0.01 * random.nextGaussian() / Math.abs(0.3 + random.nextGaussian());
    }
    return blocks;
  }

  /** One drift through all blocks of a pair, of a size of its own. */
  private static double[] drifting(Random random) {
    double[] blocks = blocks(0.01 * random.nextGaussian(), 0.01, random);
    double slope = 0.01 * random.nextGaussian();
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] += slope * i;
    }
    return blocks;
  }

  /** A neighbour who stays for several blocks, and for a whole pair now and then. */
  private static double[] autocorrelated(Random random) {
    double[] blocks = blocks(0.01 * random.nextGaussian(), 0.01, random);
    double load = 0;
    for (int i = 0; i < blocks.length; i++) {
      load = 0.8 * load + 0.03 * random.nextGaussian();
      blocks[i] += load;
    }
    return blocks;
  }

  private static List<double[]> pairs(int count, double shift, Noise noise, Random random) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] blocks = noise.pair(random);
      Arrays.setAll(blocks, j -> blocks[j] + shift);
      pairs.add(blocks);
    }
    return pairs;
  }

  /** A gate with its two looks: whether the first cell, which alone is shifted, is regressed. */
  private static boolean[] gate(double ratio, Noise noise, Random random) {
    List<List<double[]>> cells = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      cells.add(pairs(18, cell == 0 ? Math.log(ratio) : 0, noise, random));
    }
    boolean first = false;
    boolean any = false;
    for (int look : new int[] {8, 18}) {
      List<Estimate> estimates = cells.stream()
          .map(cell -> new Bootstrap(1500, 3).estimate(cell.subList(0, look)))
          .toList();
      List<Verdict> verdicts =
          new Judge(ALPHA_PER_LOOK).judge(estimates, Collections.nCopies(CELLS, TAU));
      first |= verdicts.get(0) == REGRESSED;
      any |= verdicts.contains(REGRESSED);
    }
    return new boolean[] {first, any};
  }

  private static int count(double ratio, Noise noise, boolean any) {
    Random random = new Random(11);
    int count = 0;
    for (int i = 0; i < GATES; i++) {
      count += gate(ratio, noise, random)[any ? 1 : 0] ? 1 : 0;
    }
    return count;
  }

  private static void assertTrustworthy(Noise noise) {
    assertEquals(0, count(1, noise, true), "false alarms");
    assertTrue(new Proportion(count(1.05, noise, false), GATES).rate() >= 0.8, "5 % slower");
    assertTrue(new Proportion(count(1.10, noise, false), GATES).rate() >= 0.99, "10 % slower");
  }

  @Test
  void isRightUnderGaussianNoise() {
    assertTrustworthy(JudgeTest::gaussian);
  }

  @Test
  void isRightUnderHeavyTails() {
    assertTrustworthy(JudgeTest::heavyTailed);
  }

  @Test
  void isRightUnderDrift() {
    assertTrustworthy(JudgeTest::drifting);
  }

  @Test
  void isRightWithAutocorrelatedNeighbours() {
    assertTrustworthy(JudgeTest::autocorrelated);
  }

  @Test
  void aMachineThatIsFarTooNoisyRaisesNoAlarm() {
    int alarms = count(1, random -> blocks(0.1 * random.nextGaussian(), 0.02, random), true);
    assertTrue(alarms <= GATES / 50, () -> alarms + " false alarms");
  }
}
