package io.segsnap.reports.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(2000, 7);

  private static List<double[]> pairs(double... logs) {
    List<double[]> pairs = new ArrayList<>();
    for (double log : logs) {
      pairs.add(new double[] {log, log, log});
    }
    return pairs;
  }

  @Test
  void theCenterIsTheMedianOfAllMeansOfTwo() {
    // 1 1.5 2.5 5.5 / 2 3 6 / 4 7 / 10: the middle of the sorted ten lies between 3 and 4
    assertEquals(3.5, Bootstrap.center(new double[] {10, 1, 4, 2}));
  }

  @Test
  void anIntervalIsWidenedAsStudentsDistributionIs() {
    // t quantiles of 97.5 % for 7 and 17 degrees of freedom: 2.365 and 2.110
    assertEquals(2.365 / 1.960, Bootstrap.expansion(1.96, 7), 2e-3);
    assertEquals(2.110 / 1.960, Bootstrap.expansion(1.96, 17), 1e-3);
  }

  @Test
  void whereAllPairsAgreeTheRatioIsCertain() {
    Estimate estimate = BOOTSTRAP.estimate(pairs(0.1, 0.1, 0.1, 0.1));

    assertEquals(Math.exp(0.1), estimate.ratio(), 1e-12);
    assertEquals(Math.exp(0.1), estimate.low(), 1e-12);
    assertEquals(1.0 / 2001, estimate.slowerP());
    assertEquals(1, estimate.fasterP());
    assertEquals(4, estimate.pairs());
  }

  @Test
  void swappingTheSidesSwapsTheAnswer() {
    double[] logs = {0.01, 0.02, 0.04, -0.01, 0.03, 0.02};
    double[] swapped = Arrays.stream(logs).map(log -> -log).toArray();
    Estimate estimate = BOOTSTRAP.estimate(pairs(logs));
    Estimate mirror = BOOTSTRAP.estimate(pairs(swapped));

    assertEquals(1 / estimate.ratio(), mirror.ratio(), 1e-9);
    assertEquals(1 / estimate.low(), mirror.high(), 1e-9);
    assertEquals(estimate.slowerP(), mirror.fasterP(), 1e-9);
  }

  @Test
  void moreBlocksInAPairAreNoMorePairs() {
    Random random = new Random(1);
    List<double[]> few = new ArrayList<>();
    List<double[]> many = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double pair = 0.05 * random.nextGaussian();
      few.add(new double[] {pair, pair, pair});
      many.add(Collections.nCopies(300, pair).stream().mapToDouble(x -> x).toArray());
    }
    Estimate fromFew = BOOTSTRAP.estimate(few);
    Estimate fromMany = BOOTSTRAP.estimate(many);

    assertEquals(
        fromFew.high() - fromFew.low(),
        fromMany.high() - fromMany.low(),
        0.2 * (fromFew.high() - fromFew.low()));
  }

  @Test
  void oneDisturbedPairMovesLittle() {
    Estimate estimate = BOOTSTRAP.estimate(pairs(0.001, -0.002, 0.003, 0, -0.001, 0.002, 0.001, 2));

    assertTrue(Math.abs(estimate.ratio() - 1) < 0.005, estimate::toString);
  }

  @Test
  void onePairHasNoInterval() {
    assertThrows(IllegalArgumentException.class, () -> BOOTSTRAP.estimate(pairs(0.1)));
  }
}
