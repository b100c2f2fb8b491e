package io.segsnap.reports.chart;

/**
 * A value to compare with, drawn as a line across a chart.
 *
 * @param name such as {@code cp}
 * @param value in the unit of the axis
 */
public record Reference(String name, double value) {}
