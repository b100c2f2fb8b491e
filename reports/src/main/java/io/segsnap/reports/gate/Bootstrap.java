package io.segsnap.reports.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Estimates a ratio and its interval from blocks that are nested in pairs.
 *
 * <p>The unit is the pair: what two JVMs once started as is the same in all their blocks, so blocks
 * of one pair are never taken as independent. A pair counts by the median of its blocks' logarithms
 * of head/base, the pairs by the Hodges-Lehmann estimator (the median of the means of every two,
 * each with itself too), which a few disturbed pairs move little and which leaves none out.
 *
 * <p>The hierarchical bootstrap draws pairs with replacement, then blocks of each drawn pair with
 * replacement, and estimates again. The distribution of these estimates is expanded by the ratio of
 * Student's to the normal quantile, since percentiles are too narrow for few pairs (Hesterberg, "What
 * Teachers Should Know About the Bootstrap", 2015, section 3.3). Not thread safe.
 */
public final class Bootstrap {

  /** Normal quantile of an interval of 95 %. */
  private static final double Z_95 = 1.96;

  /** Normal quantile about where a cell has to lie to be called slower after Holm's correction. */
  private static final double Z_TEST = 3;

  private final int resamples;
  private final long seed;

  /**
   * Draws nothing yet.
   *
   * @param resamples at least 10,000 for a verdict
   * @param seed the same seed and blocks give the same estimate
   */
  public Bootstrap(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * Estimates.
   *
   * @param pairs of each pair the logarithms of its blocks' head/base; at least 2 pairs
   */
  public Estimate estimate(List<double[]> pairs) {
    if (pairs.size() < 2) {
      throw new IllegalArgumentException("an interval needs 2 pairs, not " + pairs.size());
    }
    double center = center(pairs.stream().mapToDouble(Bootstrap::median).toArray());
    double[] drawn = draw(pairs);
    double width = expansion(Z_95, pairs.size() - 1);
    double testWidth = expansion(Z_TEST, pairs.size() - 1);
    return new Estimate(
        Math.exp(center),
        Math.exp(center + width * (quantile(drawn, 0.025) - center)),
        Math.exp(center + width * (quantile(drawn, 0.975) - center)),
        chance(Arrays.stream(drawn)
            .filter(d -> center + testWidth * (d - center) <= 0)
            .count()),
        chance(Arrays.stream(drawn)
            .filter(d -> center + testWidth * (d - center) >= 0)
            .count()),
        pairs.size());
  }

  private double chance(long count) {
    return (count + 1.0) / (resamples + 1.0);
  }

  private double[] draw(List<double[]> pairs) {
    Random random = new Random(seed);
    double[] estimates = new double[resamples];
    double[] medians = new double[pairs.size()];
    for (int i = 0; i < resamples; i++) {
      for (int j = 0; j < medians.length; j++) {
        medians[j] = median(resample(pairs.get(random.nextInt(pairs.size())), random));
      }
      estimates[i] = center(medians);
    }
    Arrays.sort(estimates);
    return estimates;
  }

  private static double[] resample(double[] blocks, Random random) {
    double[] drawn = new double[blocks.length];
    Arrays.setAll(drawn, i -> blocks[random.nextInt(blocks.length)]);
    return drawn;
  }

  /** The Hodges-Lehmann estimator. */
  static double center(double[] values) {
    double[] means = new double[values.length * (values.length + 1) / 2];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i; j < values.length; j++) {
        means[count++] = (values[i] + values[j]) / 2;
      }
    }
    return median(means);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return quantile(sorted, 0.5);
  }

  private static double quantile(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Student's quantile over the normal one, by the expansion of Cornish and Fisher. */
  static double expansion(double z, int freedom) {
    double square = z * z;
    double first = (square + 1) / 4;
    double second = ((5 * square + 16) * square + 3) / 96;
    double third = (((3 * square + 19) * square + 17) * square - 15) / 384;
    return 1 + (first + (second + third / freedom) / freedom) / freedom;
  }
}
