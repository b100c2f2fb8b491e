package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

  /** Noise of 1 % around a mean that steps at 20 and back at 50. */
  private static List<Double> steps(double height, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, 70)
        .mapToObj(i -> (i >= 20 && i < 50 ? 1 + height : 1) + 0.01 * random.nextGaussian())
        .toList();
  }

  @Test
  void shouldFindWhereTheMeanStepsUpAndDown() {
    assertEquals(List.of(20, 50), ChangePoints.of(steps(0.1, 1)));
  }

  @Test
  void shouldFindNothingInNoise() {
    long quiet = IntStream.range(0, 200)
        .filter(seed -> ChangePoints.of(steps(0, seed)).isEmpty())
        .count();
    assertEquals(1, quiet / 200.0, 0.15, "series of noise without a change point");
  }

  @Test
  void shouldNotTakeAnOutlierForAChange() {
    List<Double> values = new java.util.ArrayList<>(steps(0, 2));
    values.set(30, 1.05);
    assertEquals(List.of(), ChangePoints.of(values));
  }

  @Test
  void shouldFindAStepBetweenConstants() {
    assertEquals(List.of(3), ChangePoints.of(List.of(1.0, 1.0, 1.0, 2.0, 2.0, 2.0)));
  }

  @Test
  void shouldFindNothingInTooFewValues() {
    assertEquals(List.of(), ChangePoints.of(List.of(1.0)));
    assertEquals(List.of(), ChangePoints.of(List.of(1.0, 2.0, 3.0)));
  }
}
