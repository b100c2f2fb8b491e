package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.reports.chart.ForestPlot;
import io.segsnap.reports.chart.XyChart;
import io.segsnap.reports.gate.Outcome;
import org.junit.jupiter.api.Test;

class GateReportTest {

  private static final Report REPORT = GateReport.of(GateSamples.regressed(), "mvn gate");

  @Test
  void shouldBeginWithTheVerdict() {
    Banner banner = (Banner) REPORT.sections().get(0);

    assertEquals(Banner.Status.FAILED, banner.status());
    assertEquals("regressed", banner.title());
    assertEquals(Outcome.REGRESSED, GateSamples.regressed().outcome());
  }

  @Test
  void shouldDrawIntervalsWithTheirBand() {
    ForestPlot forest = (ForestPlot) REPORT.sections().get(3);

    assertEquals(0.97, forest.band().low(), 1e-9);
    assertEquals(1.03, forest.band().high(), 1e-9);
    assertEquals("regressed", forest.intervals().get(0).note());
    assertEquals(1.1, forest.intervals().get(0).value());
  }

  @Test
  void shouldDrawEveryBlockInRunOrder() {
    XyChart blocks = (XyChart) REPORT.sections().get(4);
    XyChart reference = (XyChart) REPORT.sections().get(5);

    assertEquals(4, blocks.series().get(0).points().size());
    assertEquals(1.1, blocks.series().get(0).points().get(0).y(), 1e-9);
    assertEquals("pair 1, ABBA", blocks.series().get(0).points().get(0).note());
    assertEquals(1.01, reference.series().get(0).points().get(3).y(), 1e-9);
    assertEquals(1.02, reference.bands().get(0).high(), 1e-9);
  }
}
