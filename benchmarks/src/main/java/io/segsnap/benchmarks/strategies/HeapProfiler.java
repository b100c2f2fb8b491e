package io.segsnap.benchmarks.strategies;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds what {@link HeapCounter} counted to JMH's results, as {@code heap}; nothing if nothing was. */
public final class HeapProfiler implements InternalProfiler {

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    HeapCounter.takeTotalBytes();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double bytes = HeapCounter.takeTotalBytes();
    if (bytes == 0) {
      return List.of();
    }
    double operations = result.getMetadata().getMeasuredOps();
    return List.of(new ScalarResult("heap", bytes / operations, "B/op", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "heap allocated by operations";
  }
}
