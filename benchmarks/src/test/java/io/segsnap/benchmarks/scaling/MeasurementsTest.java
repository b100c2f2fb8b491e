package io.segsnap.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.XyChart;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementsTest {

  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void shouldDrawEveryPointOfEachSweep(int processors) throws Exception {
    Measurements measurements = new Measurements();
    List<Spot> spots = Spot.all(processors, GIB);
    for (Spot spot : spots) {
      measurements.measuredOn(spot, realBytes(spot));
      measurements.add(Operation.CREATE, spot, 1);
    }

    List<Double> threads =
        Spot.ofThreads(processors).stream().map(spot -> (double) spot.threads()).toList();
    assertEquals(threads, places(measurements, "Speed by threads"));
    assertEquals(
        List.of(1.0, 10.0, 100.0, 1000.0, 10_000.0), places(measurements, "Speed by segments"));
    assertEquals(3, places(measurements, "Speed by size").size());
  }

  /** As many whole batches as fit into each segment. */
  private static long realBytes(Spot spot) throws Exception {
    long batch = new ReadyBatches(Settings.SEED).next().remaining();
    return spot.shape().segments() * (spot.shape().segmentBytes() / batch * batch);
  }

  private static List<Double> places(Measurements measurements, String title) {
    XyChart chart = measurements.sections().stream()
        .filter(section -> section.title().equals(title))
        .map(XyChart.class::cast)
        .findFirst()
        .orElseThrow();
    return chart.series().get(0).points().stream().map(Point::x).toList();
  }
}
