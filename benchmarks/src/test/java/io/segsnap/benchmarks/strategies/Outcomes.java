package io.segsnap.benchmarks.strategies;

import io.segsnap.reports.JmhResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Made up results. */
final class Outcomes {

  private static final long GB = 1_000_000_000;

  private Outcomes() {}

  static Outcome create(String strategy, int threads, Double... ms) {
    return of(
        "CreateBenchmark.create",
        Map.of("strategy", strategy, "threads", String.valueOf(threads)),
        ms);
  }

  static Outcome cp(String flags, Double... ms) {
    return of("CpBenchmark.cp", Map.of("flags", flags), ms);
  }

  private static Outcome of(String name, Map<String, String> params, Double... ms) {
    Map<String, String> all =
        Arrays.asList(params, Map.of("cache", "warm", "synced", "true")).stream()
            .flatMap(map -> map.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    JmhResult result =
        new JmhResult("io.segsnap." + name, "ss", all, "ms/op", List.of(ms), Map.of("cpu", 500.0));
    return new Outcome(result, GB);
  }
}
