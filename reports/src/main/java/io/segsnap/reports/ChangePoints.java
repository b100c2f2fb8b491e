package io.segsnap.reports;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds where the mean of a series changes, by optimal partitioning: of all ways to cut the series,
 * that with the smallest sum of squares within its parts, in units of the noise, and a penalty for
 * each cut.
 *
 * <p>B. Jackson et al., "An algorithm for optimal partitioning of data on an interval", IEEE Signal
 * Processing Letters 12 (2005); it finds what PELT finds, in time that grows with the square of the
 * length. The noise is the median absolute difference of neighbours, scaled to a normal
 * distribution's standard deviation, so that neither the changes nor a few outliers count as noise.
 */
final class ChangePoints {

  /** A shorter part would be an outlier. */
  private static final int LEAST = 3;

  /** Three parameters for each cut (its place, two means) in Schwarz's criterion. */
  private static final double PENALTY = 3;

  /** Median of the absolute difference of two values of a standard normal distribution. */
  private static final double NORMAL = 0.6745 * Math.sqrt(2);

  private ChangePoints() {}

  /** Places at which a new mean begins, ascending. */
  static List<Integer> of(List<Double> values) {
    int n = values.size();
    double noise = noise(values);
    if (n < 2 * LEAST || noise == 0) {
      return List.of();
    }
    double[] sums = new double[n + 1];
    double[] squares = new double[n + 1];
    for (int i = 0; i < n; i++) {
      double scaled = (values.get(i) - values.get(0)) / noise;
      sums[i + 1] = sums[i] + scaled;
      squares[i + 1] = squares[i] + scaled * scaled;
    }
    return cuts(sums, squares, PENALTY * Math.log(n));
  }

  private static double noise(List<Double> values) {
    double[] steps = IntStream.range(1, values.size())
        .mapToDouble(i -> Math.abs(values.get(i) - values.get(i - 1)))
        .toArray();
    double median =
        Arrays.stream(steps).sorted().skip(steps.length / 2).findFirst().orElse(0);
    return (median > 0 ? median : Arrays.stream(steps).average().orElse(0)) / NORMAL;
  }

  private static List<Integer> cuts(double[] sums, double[] squares, double penalty) {
    int n = sums.length - 1;
    double[] best = new double[n + 1];
    int[] begin = new int[n + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = -penalty;
    for (int end = LEAST; end <= n; end++) {
      for (int start = 0; start <= end - LEAST; start++) {
        double sum = sums[end] - sums[start];
        double within = squares[end] - squares[start] - sum * sum / (end - start);
        double cost = best[start] + within + penalty;
        if (cost < best[end]) {
          best[end] = cost;
          begin[end] = start;
        }
      }
    }
    Deque<Integer> cuts = new ArrayDeque<>();
    for (int end = begin[n]; end > 0; end = begin[end]) {
      cuts.addFirst(end);
    }
    return List.copyOf(cuts);
  }
}
