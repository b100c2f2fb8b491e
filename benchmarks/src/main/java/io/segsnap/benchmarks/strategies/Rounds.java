package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Eta;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Measures cells in rounds, every second one in reverse order: a slow spell of the machine hits
 * neighbours, not one strategy. Nothing but the first is started when the time is over, so a slow
 * machine gets fewer rounds, and at worst not all cells.
 *
 * @param <R> what a measurement gives
 */
final class Rounds<R> {

  private static final int MOST = 5;

  private final Measurement<R> measurement;
  private final Duration budget;
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Map<Cell, List<R>> results = new LinkedHashMap<>();
  private final Map<Cell, String> unsupported = new LinkedHashMap<>();
  private int done;

  /** Measures one cell once. */
  interface Measurement<R> {
    R of(Cell cell) throws Exception;
  }

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Rounds(Measurement<R> measurement, Duration budget, PrintStream out, LongSupplier nanoTime) {
    this.measurement = measurement;
    this.budget = budget;
    this.out = out;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /**
   * Runs.
   *
   * @param cells in the order to run them; the same one may come more than once
   */
  void run(List<Cell> cells) throws Exception {
    List<Cell> order = new ArrayList<>(cells);
    for (int round = 0; round < MOST; round++) {
      for (Cell cell : order) {
        if (isOver() && !results.isEmpty()) {
          return;
        }
        done++;
        if (unsupported.containsKey(cell)) {
          continue;
        }
        try {
          R result = measurement.of(cell);
          results.computeIfAbsent(cell, unmeasured -> new ArrayList<>()).add(result);
          tell(cell, result.toString(), round, cells.size());
        } catch (UnsupportedCellException e) {
          String reason = String.valueOf(e.getMessage());
          if (!results.containsKey(cell)) {
            unsupported.put(cell, reason);
          }
          tell(cell, "unsupported: " + reason, round, cells.size());
        }
      }
      Collections.reverse(order);
    }
  }

  /** All that was measured so far. */
  Map<Cell, List<R>> results() {
    return Collections.unmodifiableMap(results);
  }

  /** Cells of which it turned out that they can't be measured, with the reasons. */
  Map<Cell, String> unsupported() {
    return Collections.unmodifiableMap(unsupported);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
  }

  private boolean isOver() {
    return elapsed().compareTo(budget) >= 0;
  }

  private void tell(Cell cell, String result, int round, int cells) {
    out.printf(
        "round %d, %d of %d: %s: %s, %s%n",
        round + 1,
        done - round * cells,
        cells,
        cell,
        result,
        Eta.text(Eta.within(elapsed(), done, cells * MOST, budget)));
  }
}
