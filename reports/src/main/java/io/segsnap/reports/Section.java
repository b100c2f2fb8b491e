package io.segsnap.reports;

/** A part of a report: a {@link Banner}, a {@link Table} or a {@link io.segsnap.reports.chart.Chart}. */
public interface Section {

  /** Its heading. */
  String title();
}
