package io.segsnap.reports;

import java.util.List;
import java.util.Map;

/**
 * One benchmark with one set of parameters, as JMH measured it.
 *
 * @param benchmark full name, {@code package.Class.method}
 * @param mode JMH's short name, such as {@code ss}
 * @param params values of its parameters, in JMH's order
 * @param unit of the scores, such as {@code ms/op}
 * @param scores one for each measured iteration, over all forks; at least one
 * @param secondary mean of each further metric, such as allocated bytes
 */
public record JmhResult(
    String benchmark,
    String mode,
    Map<String, String> params,
    String unit,
    List<Double> scores,
    Map<String, Double> secondary) {

  /** Class and method without the package. */
  public String shortName() {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** The class's name without its package. */
  public String className() {
    return shortName().substring(0, shortName().indexOf('.'));
  }

  /** Value of a parameter, or a dash where the benchmark has none of that name. */
  public String param(String name) {
    return params.getOrDefault(name, "-");
  }

  public Sample sample() {
    return new Sample(scores);
  }
}
