package io.segsnap.reports.gate;

import static io.segsnap.reports.gate.Verdict.REGRESSED;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Gates on synthetic noise of which the truth is known, held to what their number can refute.
 *
 * <p>The few gates of a pull request are a smoke test: they refute a judge that is grossly wrong and
 * show no rate. {@code -Pnightly} runs 1,000 gates of 14 cells for each noise, which refute 2 % of
 * false alarms where 1 % are allowed.
 */
@Tag("any-jdk")
class JudgeOnNoiseTest {

  private static final int GATES = Integer.getInteger("gate.noise.gates", 5);
  private static final int CELLS = Integer.getInteger("gate.noise.cells", 5);

  private static final double TAU = 0.03;
  private static final double ALPHA_PER_LOOK = 0.005;
  private static final double FALSE_ALARMS = 0.01;
  private static final int[] LOOKS = {8, 18};
  private static final int BLOCKS = 5;

  /** With fewer even an effect that no resample doubts would not pass Holm's smallest share. */
  private static final int RESAMPLES = 300 * CELLS;

  private static final Estimate SAME = new Estimate(1, 0.99, 1.01, 0.5, 0.5, 8);

  /** A noise: the logarithm of head/base of the blocks of one pair, around 0. */
  @FunctionalInterface
  private interface Noise {
    double[] pair(RandomGenerator random);
  }

  private static double[] blocks(double pair, double spread, RandomGenerator random) {
    double[] blocks = new double[BLOCKS];
    Arrays.setAll(blocks, i -> pair + spread * random.nextGaussian());
    return blocks;
  }

  private static double[] gaussian(RandomGenerator random) {
    return blocks(0.012 * random.nextGaussian(), 0.03, random);
  }

  /** A ratio of normal numbers has tails so heavy that it has no variance. */
  private static double[] heavyTailed(RandomGenerator random) {
    double[] blocks = blocks(0.01 * random.nextGaussian(), 0, random);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] += 0.01 * random.nextGaussian() / Math.abs(0.3 + random.nextGaussian());
    }
    return blocks;
  }

  /** One drift through all blocks of a pair, of a size of its own. */
  private static double[] drifting(RandomGenerator random) {
    double[] blocks = blocks(0.01 * random.nextGaussian(), 0.01, random);
    double slope = 0.01 * random.nextGaussian();
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] += slope * i;
    }
    return blocks;
  }

  /** A neighbour who stays for several blocks, and for a whole pair now and then. */
  private static double[] autocorrelated(RandomGenerator random) {
    double[] blocks = blocks(0.01 * random.nextGaussian(), 0.01, random);
    double load = 0;
    for (int i = 0; i < blocks.length; i++) {
      load = 0.8 * load + 0.03 * random.nextGaussian();
      blocks[i] += load;
    }
    return blocks;
  }

  private static List<double[]> pairs(double shift, Noise noise, RandomGenerator random) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < LOOKS[LOOKS.length - 1]; i++) {
      double[] blocks = noise.pair(random);
      Arrays.setAll(blocks, j -> blocks[j] + shift);
      pairs.add(blocks);
    }
    return pairs;
  }

  /** Whether some cell is regressed at some look; cells that are not measured are the same. */
  private static boolean alarms(List<List<double[]>> measured) {
    for (int look : LOOKS) {
      List<Estimate> estimates = new ArrayList<>(Collections.nCopies(CELLS, SAME));
      for (int i = 0; i < measured.size(); i++) {
        estimates.set(i, new Bootstrap(RESAMPLES, 3).estimate(measured.get(i).subList(0, look)));
      }
      if (new Judge(ALPHA_PER_LOOK)
          .judge(estimates, Collections.nCopies(CELLS, TAU))
          .contains(REGRESSED)) {
        return true;
      }
    }
    return false;
  }

  /** Each gate has a seed of its own, so that the threads don't matter. */
  private static Proportion count(int measured, double ratio, Noise noise) {
    long count = IntStream.range(0, GATES)
        .parallel()
        .mapToObj(SplittableRandom::new)
        .filter(random -> alarms(IntStream.range(0, measured)
            .mapToObj(cell -> pairs(Math.log(ratio), noise, random))
            .toList()))
        .count();
    return new Proportion((int) count, GATES);
  }

  private static void assertAtMost(double goal, Proportion counted, String what) {
    assertTrue(counted.lowest() <= goal, () -> what + ": " + counted + ", goal at most " + goal);
  }

  private static void assertAtLeast(double goal, Proportion counted, String what) {
    assertTrue(counted.highest() >= goal, () -> what + ": " + counted + ", goal at least " + goal);
  }

  private static void assertTrustworthy(Noise noise) {
    assertAtMost(FALSE_ALARMS, count(CELLS, 1, noise), "false alarms");
    assertAtLeast(0.8, count(1, 1.05, noise), "5 % slower");
    assertAtLeast(0.99, count(1, 1.10, noise), "10 % slower");
    assertAtLeast(1, count(1, 1.20, noise), "20 % slower");
  }

  @Test
  void keepsToItsGoalsUnderGaussianNoise() {
    assertTrustworthy(JudgeOnNoiseTest::gaussian);
  }

  @Test
  void keepsToItsGoalsUnderHeavyTails() {
    assertTrustworthy(JudgeOnNoiseTest::heavyTailed);
  }

  @Test
  void keepsToItsGoalsUnderDrift() {
    assertTrustworthy(JudgeOnNoiseTest::drifting);
  }

  @Test
  void keepsToItsGoalsWithAutocorrelatedNeighbours() {
    assertTrustworthy(JudgeOnNoiseTest::autocorrelated);
  }

  @Test
  void raisesNoMoreFalseAlarmsOnAMachineThatIsFarTooNoisy() {
    Noise noise = random -> blocks(0.1 * random.nextGaussian(), 0.02, random);
    assertAtMost(FALSE_ALARMS, count(CELLS, 1, noise), "false alarms");
  }
}
