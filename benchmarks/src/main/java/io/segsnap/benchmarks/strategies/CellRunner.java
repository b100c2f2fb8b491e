package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Failure;
import java.util.Optional;
import java.util.function.Function;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs cells with JMH, each fork a JVM of its own.
 *
 * @param places of a cell, handed to its forks
 * @param forks how many; empty means as annotated
 * @param verbosity of JMH itself
 */
record CellRunner(Function<Cell, Places> places, Optional<Integer> forks, VerboseMode verbosity) {

  /**
   * Runs one.
   *
   * @throws RunnerException if the benchmark fails, or its result was wrong
   * @throws UnsupportedCellException if it turns out that this machine can't measure it
   */
  JmhRun run(Cell cell) throws RunnerException {
    var options = new OptionsBuilder()
        .include(cell.include())
        .addProfiler(MeterProfiler.class)
        .jvmArgsAppend(places.apply(cell).jvmArgs().toArray(String[]::new))
        .verbosity(verbosity)
        .shouldFailOnError(true);
    forks.ifPresent(options::forks);
    cell.params().forEach(options::param);
    try {
      RunResult result = new Runner(options.build()).runSingle();
      return new JmhRun(result);
    } catch (RunnerException e) {
      Optional<UnsupportedCellException> reason = Failure.find(UnsupportedCellException.class, e);
      if (reason.isPresent()) {
        throw reason.get();
      }
      throw e;
    }
  }
}
