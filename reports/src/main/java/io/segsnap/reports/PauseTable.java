package io.segsnap.reports;

import java.util.List;

/** What goes on in the background, and the latencies of the appender beside it. */
public final class PauseTable {

  private static final double P9999 = 99.99;
  private static final double MAX = 100;

  private static final List<String> COLUMNS = List.of(
      "background",
      "times",
      "appends",
      "p50 µs",
      "p99 µs",
      "p99.9 µs",
      "p99.99 µs",
      "max µs",
      "× p99.99",
      "rate held");

  private PauseTable() {}

  /**
   * Makes the table.
   *
   * @param title its heading
   * @param pauses the first is the one that others are compared with
   */
  public static Table of(String title, List<Pause> pauses) {
    double base = pauses.get(0).micros(P9999);
    return new Table(
        title,
        COLUMNS,
        pauses.stream().map(pause -> row(pause, base)).toList(),
        List.of(
            "Each latency counts from when its append was due, and only appends that were due while the"
                + " background was at work are counted.",
            "× p99.99: against the first line.",
            "A rate that was not held makes a line invalid: it shows the backlog of the appender."));
  }

  private static List<String> row(Pause pause, double base) {
    return List.of(
        pause.background(),
        String.valueOf(pause.times()),
        String.valueOf(pause.latencies().getTotalCount()),
        Cells.number(pause.micros(50)),
        Cells.number(pause.micros(99)),
        Cells.number(pause.micros(99.9)),
        Cells.number(pause.micros(P9999)),
        Cells.number(pause.micros(MAX)),
        Cells.number(pause.micros(P9999) / base),
        pause.isValid() ? "yes" : "NO: invalid");
  }
}
