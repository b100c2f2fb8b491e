package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.chart.XyChart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

  private static final long MIB = 1 << 20;

  /** 2 ms, 50 µs for each segment and 400 µs for each MiB. */
  private static Scaling.Run run(long segments, double mib) {
    double ms = 2 + 0.05 * segments + 0.4 * mib;
    return new Scaling.Run(new LogShape(segments, mib * MIB), new Sample(List.of(ms)));
  }

  private static List<Scaling.Run> runs() {
    List<Scaling.Run> runs = new ArrayList<>();
    for (long segments : List.of(1L, 10L, 100L, 1000L)) {
      runs.add(run(segments, 64));
      runs.add(run(segments, segments * 4.0));
    }
    return runs;
  }

  @Test
  void shouldFindTheCostsThatTimesAreMadeOf() {
    Scaling scaling = new Scaling(runs());

    assertEquals(2, scaling.fixedMs(), 1e-6);
    assertEquals(50, scaling.microsPerSegment(), 1e-6);
    assertEquals(400, scaling.microsPerMib(), 1e-6);
    assertEquals(1, scaling.rSquared(), 1e-9);
  }

  @Test
  void shouldLeaveOutWhatDoesNotVary() {
    Scaling scaling = new Scaling(List.of(run(1, 64), run(10, 64), run(100, 64)));

    assertEquals(50, scaling.microsPerSegment(), 1e-6);
    assertTrue(Double.isNaN(scaling.microsPerMib()));
    assertEquals(2 + 0.4 * 64, scaling.fixedMs(), 1e-6);
  }

  @Test
  void shouldShowWhatTheFitLeaves() {
    List<Scaling.Run> runs = new ArrayList<>(runs());
    runs.add(new Scaling.Run(new LogShape(1, 64 * MIB), new Sample(List.of(100.0))));
    List<Section> sections = ScalingCharts.of("create", new Scaling(runs));

    XyChart residuals = (XyChart) sections.get(2);
    double sum =
        residuals.series().get(0).points().stream().mapToDouble(p -> p.y()).sum();
    double largest = residuals.series().get(0).points().stream()
        .mapToDouble(p -> p.y())
        .max()
        .orElseThrow();
    assertEquals(0, sum, 1e-6);
    assertTrue(largest > 40, () -> "largest residual " + largest);
    assertEquals(Cells.number(largest), ((Table) sections.get(0)).rows().get(0).get(5));
  }

  @Test
  void shouldJoinLogsOfOneSizeByTheFit() {
    List<Section> sections = ScalingCharts.of("create", new Scaling(runs()));

    List<String> lines = ((XyChart) sections.get(1))
        .series().stream()
            .filter(series -> series.name().endsWith("fitted"))
            .map(series -> series.name() + " " + series.points().size())
            .toList();
    assertEquals(List.of("logs of about 64.0 MiB, fitted 4"), lines);
  }
}
