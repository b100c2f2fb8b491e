package io.segsnap.reports.gate;

import java.util.List;

/**
 * One gate as the history keeps it, one line of JSON each.
 *
 * @param date when it ended, in ISO-8601, UTC
 * @param base commit of base, or name and hash of its jar
 * @param head commit of head, with {@code +} and a hash where it has changes
 * @param profile name of the set of cells
 * @param machine processor and file system, as only what ran on one machine may be compared
 * @param outcome how it ended
 * @param cells their verdicts and ratios
 */
public record Attempt(
    String date,
    String base,
    String head,
    String profile,
    String machine,
    Outcome outcome,
    List<Cell> cells) {

  public Attempt {
    cells = List.copyOf(cells);
  }

  /** What of a cell goes into the history. */
  public record Cell(String name, Verdict verdict, double ratio, double low, double high) {}
}
