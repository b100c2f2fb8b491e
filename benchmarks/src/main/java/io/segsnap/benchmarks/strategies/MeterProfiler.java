package io.segsnap.benchmarks.strategies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds what a {@link Meter} counted to JMH's results: {@code heap}, {@code cpu} and {@code disk};
 * nothing if no operation was metered.
 */
public final class MeterProfiler implements InternalProfiler {

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    Meter.takeCosts();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Meter.Costs costs = Meter.takeCosts();
    double operations = result.getMetadata().getMeasuredOps();
    List<Result<?>> results = new ArrayList<>();
    if (costs.heapBytes() != 0) {
      results.add(scalar("heap", costs.heapBytes() / operations, "B/op"));
    }
    if (costs.cpuNanos() != 0) {
      double ms = costs.cpuNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
      results.add(scalar("cpu", ms / operations, "ms/op"));
    }
    if (costs.diskBytes() != 0) {
      results.add(scalar("disk", costs.diskBytes() / operations, "B/op"));
    }
    return results;
  }

  private static ScalarResult scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }

  @Override
  public String getDescription() {
    return "heap, processor time and disk space that operations take";
  }
}
