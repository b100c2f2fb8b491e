package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.ForestPlot;
import io.segsnap.reports.chart.XyChart;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.Outcome;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void shouldCompareCellsNotBlocks(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gate.json");
    GateFiles.write(file, GateSamples.regressed());

    assertEquals(
        Set.of("Ratios with a tolerance of 3.00 %: create"),
        ResultFile.read(file).values().keySet());
  }

  @Test
  void shouldDrawNothingOfAGateThatMeasuredNothing(@TempDir Path folder) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.valueToTree(GateSamples.regressed());
    Path file = folder.resolve("gate.json");
    mapper.writeValue(file.toFile(), json.set("cells", mapper.createArrayNode()));

    assertTrue(
        ResultFile.read(file).report("").sections().stream().noneMatch(Chart.class::isInstance));
  }
}
