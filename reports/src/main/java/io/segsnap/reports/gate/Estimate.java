package io.segsnap.reports.gate;

/**
 * A ratio of head to base; above 1 head is slower.
 *
 * @param ratio the estimate
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param slowerP chance of such a ratio or a larger one if head were not slower, before Holm's
 *     correction
 * @param fasterP chance of such a ratio or a smaller one if head were not faster, before Holm's
 *     correction
 * @param pairs how many pairs it rests on
 */
public record Estimate(
    double ratio, double low, double high, double slowerP, double fasterP, int pairs) {}
