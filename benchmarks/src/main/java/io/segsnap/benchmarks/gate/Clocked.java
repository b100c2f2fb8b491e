package io.segsnap.benchmarks.gate;

import java.util.List;

/**
 * What of an operation a cell compares: the time that it takes or, if its name ends in {@code cpu},
 * the processor time that its threads use. The same runs give both, so a second cell costs nothing;
 * it sees work that a wait for the disk hides, and is not disturbed by others who use the processor.
 */
enum Clocked {
  TIME,
  CPU;

  private static final String SUFFIX = " cpu";

  static Clocked of(String cell) {
    return cell.endsWith(SUFFIX) ? CPU : TIME;
  }

  /** It, of a run, in nanoseconds. */
  long ns(Answers.Time time) {
    return this == CPU ? time.cpuNs() : time.ns();
  }

  /** What the cells run, each once, by the names that workers know. */
  static List<String> operations(List<String> cells) {
    return cells.stream().map(Clocked::operation).distinct().toList();
  }

  /** The name that workers know a cell by. */
  static String operation(String cell) {
    return of(cell) == CPU ? cell.substring(0, cell.length() - SUFFIX.length()) : cell;
  }
}
