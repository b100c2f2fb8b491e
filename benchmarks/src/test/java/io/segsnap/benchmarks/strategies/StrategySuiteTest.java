package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.Settings;
import io.segsnap.reports.JmhJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategySuiteTest {

  private static final long BYTES = 1 << 20;

  @TempDir
  private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** Several builds may test at once on one machine. */
  @BeforeAll
  static void ignoreLock() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Tag("any-jdk")
  @Test
  void shouldMeasureASmallLogAndLeaveAReport() throws Exception {
    Map<String, List<String>> one = Map.of(
        "segments", List.of("2"),
        "segmentSize", List.of("512k"),
        "cache", List.of("warm"),
        "synced", List.of("true"),
        "threads", List.of("2"),
        "flags", List.of("-r"),
        "after", List.of("crash"),
        "strategy", List.of("link"));
    List<Cell> cells = Stream.of(CpBenchmark.class, CreateBenchmark.class, OpenBenchmark.class)
        .flatMap(benchmark -> Cells.of(benchmark, one).stream())
        .toList();

    Path report = suite(settings(), Duration.ofMinutes(10)).run(cells);

    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("round 1, 3 of 3") && text.contains("ops/s"), text);
    assertTrue(text.stripTrailing().endsWith("Report: " + report), text);
    assertEquals(3, JmhJson.read(folder.resolve("reports/strategies.json")).size());
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void shouldMarkARunThatIsOverItsTime() throws Exception {
    List<Cell> cells = Cells.of(CatalogBenchmark.class, Map.of("snapshots", List.of("10", "20")));
    Path reports = folder.resolve("reports");

    suite(settings(), Duration.ZERO).run(cells);

    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("PARTIAL: the time was over"));
    assertEquals(1, JmhJson.read(reports.resolve("strategies.partial.json")).size());
    assertFalse(Files.exists(reports.resolve("strategies.json")));
  }

  @Test
  void shouldRefuseADirectoryWithoutSegments() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    var e = assertThrows(
        IllegalArgumentException.class,
        () -> suite(settings().withDirectory(empty), Duration.ZERO).run());

    assertTrue(String.valueOf(e.getMessage()).contains("no segments there"), e::getMessage);
  }

  private Settings settings() {
    return Settings.of(Settings.Suite.STRATEGIES, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(BYTES);
  }

  private StrategySuite suite(Settings settings, Duration budget) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new StrategySuite(settings, out, Clock.systemUTC(), Optional.of(budget));
  }
}
