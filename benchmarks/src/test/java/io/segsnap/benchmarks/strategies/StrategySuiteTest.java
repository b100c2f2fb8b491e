package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

  @Test
  void shouldMeasureASmallLogAndLeaveAReport() throws Exception {
    Path report = suite(Optional.empty())
        .run(List.of(
            new Cell(CpBenchmark.class, "cp", Map.of("flags", "-r")),
            new Cell(CreateBenchmark.class, "create", Map.of("strategy", "LINK", "threads", "1")),
            new Cell(
                RestoreBenchmark.class,
                "restore",
                Map.of("strategy", "OFF_HEAP", "threads", "2"))));

    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("restore") && text.contains("ops/s"), text);
    assertTrue(text.stripTrailing().endsWith("Report: " + report), text);
    assertEquals(3, JmhJson.read(folder.resolve("reports/strategies.json")).size());
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void shouldRefuseADirectoryWithoutSegments() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    var e = assertThrows(
        IllegalArgumentException.class, () -> suite(Optional.of(empty)).run());

    assertTrue(String.valueOf(e.getMessage()).contains("no segments there"), e::getMessage);
  }

  private StrategySuite suite(Optional<Path> directory) {
    Settings settings = new Settings(
        Settings.Suite.STRATEGIES,
        Optional.empty(),
        directory,
        Optional.of(BYTES),
        Optional.of(folder.resolve("work")),
        folder.resolve("reports"));
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new StrategySuite(settings, out, Clock.systemUTC());
  }
}
