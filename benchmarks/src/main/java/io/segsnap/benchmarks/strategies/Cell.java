package io.segsnap.benchmarks.strategies;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One benchmark with one value for each of its parameters.
 *
 * @param benchmark its class
 * @param method that is measured
 * @param params names and values
 */
record Cell(Class<?> benchmark, String method, Map<String, String> params) {

  Cell {
    params = Map.copyOf(new LinkedHashMap<>(params));
  }

  /** As a regular expression that matches this benchmark only. */
  String include() {
    return "^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$";
  }

  /** What {@code bench.include} is matched with. */
  String name() {
    return benchmark.getName() + "." + method;
  }

  /** Value of a parameter, empty where the benchmark has none of that name. */
  String param(String name) {
    return params.getOrDefault(name, "");
  }

  /** As on the command line; empty where the benchmark has none. */
  String strategy() {
    return strategy(param("strategy"));
  }

  /** A strategy as on the command line, of the constant that JMH has as a parameter. */
  static String strategy(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return params.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(param -> param.getKey() + "=" + param.getValue())
        .collect(Collectors.joining(" ", method + " ", ""))
        .strip();
  }
}
