package io.segsnap.reports.chart;

/**
 * A range of values that counts as one, drawn behind a chart.
 *
 * @param name what lies within, such as {@code equivalent}
 * @param low in the unit of the axis
 * @param high in the unit of the axis
 */
public record Band(String name, double low, double high) {}
