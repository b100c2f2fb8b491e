package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.HeatMap;
import io.segsnap.reports.chart.Reference;
import io.segsnap.reports.chart.XyChart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyChartsTest {

  private static JmhResult result(String operation, double ms, String... params) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      map.put(params[i], params[i + 1]);
    }
    return new JmhResult("io.x.B." + operation, "ss", map, "ms/op", List.of(ms), Map.of());
  }

  private static final List<JmhResult> RESULTS = List.of(
      result("cp", 100, "flags", "-r", "cache", "warm"),
      result("cp", 300, "flags", "-r", "cache", "cold"),
      result("cp", 8, "flags", "-rl", "cache", "warm"),
      result("create", 100, "strategy", "OFF_HEAP", "threads", "1", "cache", "warm"),
      result("create", 50, "strategy", "OFF_HEAP", "threads", "2", "cache", "warm"),
      result("create", 150, "strategy", "OFF_HEAP", "threads", "1", "cache", "cold"),
      result("create", 4, "strategy", "LINK", "threads", "1", "cache", "warm"));

  @Test
  void shouldCompareLikeWithLike() {
    HeatMap map = (HeatMap) StrategyCharts.of(RESULTS).get(0);

    assertEquals(List.of("off-heap, warm", "off-heap, cold", "link, warm"), map.rows());
    assertEquals(List.of("create, 1 thread", "create, 2 threads"), map.columns());
    assertEquals(
        List.of("1.00", "2.00"),
        map.cells().get(0).stream().map(HeatMap.Cell::text).toList());
    assertEquals("2.00", map.cells().get(1).get(0).text(), "cold against cold");
    assertEquals("not measured", map.cells().get(1).get(1).text());
    assertEquals("2.00", map.cells().get(2).get(0).text(), "link against cp -rl");
  }

  @Test
  void shouldGiveUnsupportedStrategiesARow() {
    HeatMap map =
        (HeatMap) StrategyCharts.of(RESULTS, 1_000_000_000, List.of("clone", "copy-file-range"))
            .get(0);

    assertEquals(List.of("clone", "copy-file-range"), map.rows().subList(3, 5));
    assertEquals(
        List.of("unsupported", "unsupported"),
        map.cells().get(4).stream().map(HeatMap.Cell::text).toList());
  }

  @Test
  void shouldDrawThroughputByThreadsBesideCp() {
    List<Chart> charts = StrategyCharts.of(RESULTS, 1_000_000_000);
    XyChart threads = (XyChart) charts.get(1);

    assertEquals(2, charts.size());
    assertEquals("off-heap, warm", threads.series().get(0).name());
    assertEquals(10, threads.series().get(0).points().get(0).y(), 1e-9);
    assertEquals(20, threads.series().get(0).points().get(1).y(), 1e-9);
    assertTrue(
        threads.references().contains(new Reference("cp -r, warm", 10)),
        () -> threads.references().toString());
    assertTrue(threads.series().stream().noneMatch(series -> series.name().contains("link")));
  }

  @Test
  void shouldDrawThroughputBySizeWhereTheParametersTellIt() {
    List<JmhResult> sizes = List.of(
        result("verify", 10, "threads", "1", "segments", "1", "segmentSize", "64m"),
        result("verify", 80, "threads", "1", "segments", "8", "segmentSize", "64m"));
    XyChart chart = (XyChart) StrategyCharts.of(sizes).get(0);

    assertEquals("MiB", chart.x().name());
    assertEquals(
        List.of(64.0, 512.0),
        chart.series().get(0).points().stream().map(point -> point.x()).toList());
    assertEquals(6.7108864, chart.series().get(0).points().get(1).y(), 1e-6);
  }

  @Test
  void shouldDrawNothingOfNothing() throws Exception {
    assertEquals(List.of(), StrategyCharts.of(List.of(result("append", 1))));
  }
}
