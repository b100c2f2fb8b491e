package io.segsnap.reports;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Latencies of an appender at a fixed rate while something goes on in the background.
 *
 * @param background what goes on
 * @param times how often it was done
 * @param latencies in nanoseconds, each from when its append was due; not changed
 * @param perSecond the rate that was to be held
 * @param reached the rate of each turn
 */
public record Pause(
    String background, int times, Histogram latencies, int perSecond, List<Double> reached) {

  /** A turn that falls further behind measures its own backlog. */
  private static final double HELD = 0.99;

  private static final long NO_LATENCY = 1;

  public Pause {
    reached = List.copyOf(reached);
  }

  /** Nothing measured yet. */
  public static Pause none(String background) {
    return new Pause(background, 0, new Histogram(3), 0, List.of());
  }

  /** This and further turns together. */
  public Pause plus(Pause more) {
    Histogram all = latencies.copy();
    all.setAutoResize(true);
    all.add(more.latencies);
    List<Double> rates = new ArrayList<>(reached);
    rates.addAll(more.reached);
    return new Pause(background, times + more.times, all, more.perSecond, rates);
  }

  /** Whether every turn held the rate. */
  boolean isValid() {
    return reached.stream().allMatch(rate -> rate >= perSecond * HELD);
  }

  /** Latency that this part of the appends, in per cent, stays within. */
  double micros(double percentile) {
    return Math.max(NO_LATENCY, latencies.getValueAtPercentile(percentile)) / 1e3;
  }
}
