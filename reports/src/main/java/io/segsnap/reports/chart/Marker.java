package io.segsnap.reports.chart;

/**
 * A place on the horizontal axis where something happened, such as a change point.
 *
 * @param name what happened
 * @param x where
 */
public record Marker(String name, double x) {}
