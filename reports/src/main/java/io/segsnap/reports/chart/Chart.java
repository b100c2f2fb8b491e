package io.segsnap.reports.chart;

import io.segsnap.reports.Section;
import io.segsnap.reports.Table;
import java.util.List;

/** A chart that any renderer can draw, and that can be read without one. Immutable. */
public sealed interface Chart extends Section permits BarChart, ForestPlot, HeatMap, XyChart {

  /** What it shows, and how to read it, in a sentence or two. */
  String description();

  /** All that it shows, in words and numbers. */
  Table data();

  /** Every value that it shows, under a name that is the same in another run. */
  List<Interval> values();
}
