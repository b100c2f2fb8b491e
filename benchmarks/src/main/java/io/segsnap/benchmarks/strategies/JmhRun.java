package io.segsnap.benchmarks.strategies;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * What JMH measured of one cell at one time.
 *
 * @param result of JMH
 */
record JmhRun(RunResult result) {

  /** Writes all runs as JMH's JSON, those of one cell as its forks. */
  static void write(Map<Cell, List<JmhRun>> runs, Path json) throws Exception {
    Files.createDirectories(json.toAbsolutePath().resolveSibling(""));
    Collection<RunResult> merged = runs.values().stream().map(JmhRun::merge).toList();
    ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(merged);
  }

  private static RunResult merge(List<JmhRun> parts) {
    List<BenchmarkResult> results = parts.stream()
        .flatMap(part -> part.result.getBenchmarkResults().stream())
        .toList();
    return new RunResult(results.get(0).getParams(), results);
  }

  /** The score with its unit. */
  @Override
  public String toString() {
    Result<?> primary = result.getPrimaryResult();
    return String.format(Locale.ROOT, "%.2f %s", primary.getScore(), primary.getScoreUnit());
  }
}
