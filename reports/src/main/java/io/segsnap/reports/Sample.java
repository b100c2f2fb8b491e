package io.segsnap.reports;

import java.util.List;

/**
 * Measured values; nothing is dropped from them.
 *
 * @param values at least one, in any order
 */
public record Sample(List<Double> values) {

  public Sample {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a sample needs a value");
    }
    values = values.stream().sorted().toList();
  }

  public double median() {
    return quantile(0.5);
  }

  /**
   * The value that a part of the sample is at most, interpolated between neighbours.
   *
   * @param part from 0 to 1
   */
  public double quantile(double part) {
    double place = part * (values.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, values.size() - 1);
    return values.get(below) + (place - below) * (values.get(above) - values.get(below));
  }

  public double min() {
    return values.get(0);
  }

  public double max() {
    return values.get(values.size() - 1);
  }
}
