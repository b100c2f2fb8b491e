package io.segsnap.benchmarks.gate.worker;

/**
 * A true slow-down of known size, to prove that the gate sees it: after the operation the worker
 * goes on working, in a loop on the same thread and within the measured time, for a part of the time
 * that this very operation took. So it is calibrated anew each time, and what disturbs the operation
 * disturbs the slow-down as much.
 *
 * @param cell which is slowed
 * @param part of the operation's time, such as 0.05; 0 for none
 */
record Slowdown(String cell, double part) {

  /** Parses {@code none}, or {@code 5%CELL} for 5 percent. */
  static Slowdown parse(String text) {
    if (text.equals("none")) {
      return new Slowdown("", 0);
    }
    String[] parts = text.split("%", 2);
    return new Slowdown(parts[1], Double.parseDouble(parts[0]) / 100);
  }

  void extend(String runningCell, long startNs) {
    if (!cell.equals(runningCell)) {
      return;
    }
    long now = System.nanoTime();
    long end = now + Math.round((now - startNs) * part);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
