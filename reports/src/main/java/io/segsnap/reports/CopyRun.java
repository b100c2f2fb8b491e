package io.segsnap.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A JMH result of an operation on a log, in milliseconds, by the names that its charts use. */
record CopyRun(JmhResult result) {

  private static final double MS_PER_S = 1000;
  private static final double BYTES_PER_GB = 1e9;

  /** Other programs' benchmarks may mean anything by {@code threads}, such as {@code max}. */
  static boolean isOne(JmhResult result) {
    return result.param("threads").matches("-|[1-9][0-9]{0,8}");
  }

  String operation() {
    return result.shortName().substring(result.className().length() + 1);
  }

  boolean isCp() {
    return operation().equals("cp");
  }

  String strategy() {
    if (isCp()) {
      return "cp " + result.param("flags");
    }
    String strategy = result.param("strategy");
    return strategy.equals(Cells.NONE)
        ? operation()
        : strategy.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Links and clones move no bytes. */
  boolean isSharing() {
    return List.of("link", "clone", "cp -rl").contains(strategy());
  }

  int threads() {
    String threads = result.param("threads");
    return threads.equals(Cells.NONE) ? 1 : Integer.parseInt(threads);
  }

  /** Size of the log, if the parameters tell. */
  OptionalDouble bytes() {
    return LogShape.of(result)
        .map(LogShape::bytes)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** What it was measured with besides strategy, threads and the shape of the log. */
  Map<String, String> setting() {
    Map<String, String> setting = new LinkedHashMap<>(result.params());
    setting.keySet().removeAll(List.of("strategy", "threads", "flags"));
    setting.keySet().removeAll(LogShape.PARAMS);
    return setting;
  }

  /** Strategy and setting in words. */
  String label() {
    StringBuilder label = new StringBuilder(strategy());
    setting().forEach((name, value) -> label.append(", ").append(Labels.of(name, value)));
    return label.toString();
  }

  /** Whether both copy the same log in the same setting. */
  boolean isLike(CopyRun other) {
    return setting().equals(other.setting())
        && LogShape.PARAMS.stream()
            .allMatch(name -> result.param(name).equals(other.result.param(name)));
  }

  double ms() {
    return result.sample().median();
  }

  static double gbPerSecond(double bytes, double ms) {
    return bytes / BYTES_PER_GB / (ms / MS_PER_S);
  }
}
