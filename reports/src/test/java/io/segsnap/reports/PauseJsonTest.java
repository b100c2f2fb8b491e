package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.chart.Point;
import io.segsnap.reports.chart.XyChart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseJsonTest {

  @TempDir
  private Path folder;

  private static Pause pause(int appends) {
    Histogram latencies = new Histogram(3);
    for (int i = 1; i <= appends; i++) {
      latencies.recordValue(i * 1000L);
    }
    return new Pause("create", 3, latencies, 100, List.of(99.9));
  }

  private List<Pause> parse(Path file) throws Exception {
    return PauseJson.parse(file, ResultFile.read(file).json());
  }

  @Test
  void shouldKeepEveryLatency() throws Exception {
    Path file = folder.resolve("pause.json");
    PauseJson.write(file, List.of(pause(10_000)));

    assertEquals(List.of(pause(10_000)), parse(file));
  }

  @Test
  void shouldRefuseAForeignHistogram() throws Exception {
    Path file = Files.writeString(
        folder.resolve("pause.json"),
        "{\"format\": \"segsnap-pauses-1\", \"pauses\": [{\"background\": \"x\", \"latencies\":"
            + " \"bm9uZQ==\"}]}");

    ReportInputException e = assertThrows(ReportInputException.class, () -> parse(file));

    assertTrue(e.getMessage().contains("latencies of \"x\" are no histogram"), e::getMessage);
  }

  @Test
  void shouldDrawPercentilesAsFarAsTheAppendsTell() {
    XyChart chart = (XyChart) PauseCharts.of(List.of(pause(1000))).get(0);
    List<Point> points = chart.series().get(0).points();

    assertEquals(0, points.get(0).x());
    assertEquals(900, at(points, 90), 1);
    assertEquals(99.9, points.get(points.size() - 1).x(), 1e-9);
    assertEquals(1000, points.get(points.size() - 1).y(), 1);
  }

  private static double at(List<Point> points, double percentile) {
    return points.stream()
        .filter(point -> Math.abs(point.x() - percentile) < 1e-9)
        .findFirst()
        .orElseThrow()
        .y();
  }
}
