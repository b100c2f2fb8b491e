package io.segsnap.benchmarks.strategies;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs cells in rounds, each cell in a JVM of its own, every second round in reverse order: a slow
 * spell of the machine hits neighbours, not one strategy. There are always two rounds; more
 * follow while they fit into the time.
 */
final class Rounds {

  private static final int LEAST = 2;
  private static final int MOST = 5;

  private final Places places;
  private final Duration budget;
  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private final Map<Cell, List<BenchmarkResult>> results = new LinkedHashMap<>();
  private int done;

  Rounds(Places places, Duration budget, PrintStream out) {
    this.places = places;
    this.budget = budget;
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param cells in the order to run them; the same one may come more than once
   * @return one result for each different cell
   * @throws RunnerException if a benchmark fails, or its result was wrong
   */
  Collection<RunResult> run(List<Cell> cells) throws RunnerException {
    List<Cell> order = new ArrayList<>(cells);
    int round = 0;
    do {
      for (Cell cell : order) {
        RunResult result = run(cell);
        results
            .computeIfAbsent(cell, unmeasured -> new ArrayList<>())
            .addAll(result.getBenchmarkResults());
        done++;
        tell(cell, result, round, cells.size());
      }
      Collections.reverse(order);
      round++;
    } while (round < LEAST || (round < MOST && fitsAnother(round)));
    return results.values().stream().map(Rounds::merge).toList();
  }

  private boolean fitsAnother(int round) {
    return elapsed().multipliedBy(round + 1L).dividedBy(round).compareTo(budget) < 0;
  }

  private RunResult run(Cell cell) throws RunnerException {
    var options = new OptionsBuilder()
        .include(cell.include())
        .forks(1)
        .addProfiler(HeapProfiler.class)
        .jvmArgsAppend(places.jvmArgs().toArray(String[]::new))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
    cell.params().forEach(options::param);
    return new Runner(options.build()).runSingle();
  }

  private static RunResult merge(List<BenchmarkResult> parts) {
    BenchmarkParams params = parts.get(0).getParams();
    return new RunResult(params, parts);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private void tell(Cell cell, RunResult result, int round, int cells) {
    Duration least = left(cells * LEAST);
    Duration most = left(cells * MOST);
    Duration inBudget = budget.minus(elapsed());
    Duration eta = inBudget.compareTo(most) < 0 ? inBudget : most;
    if (eta.compareTo(least) < 0) {
      eta = least;
    }
    out.printf(
        "round %d, %d of %d: %s: %.1f ms, about %d:%02d to go%n",
        round + 1,
        done - round * cells,
        cells,
        cell,
        result.getPrimaryResult().getScore(),
        eta.toMinutes(),
        eta.toSecondsPart());
  }

  private Duration left(int total) {
    return elapsed().multipliedBy(Math.max(0, total - done)).dividedBy(done);
  }
}
