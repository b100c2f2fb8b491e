package io.segsnap.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingSuiteTest {

  private static final long MIB = 1 << 20;

  @TempDir
  private Path folder;

  @Test
  void shouldMeasureEverySpotAndFitTheCosts() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Settings settings = Settings.of(Settings.Suite.SCALING, folder, folder.resolve("reports"));
    ScalingSuite suite = new ScalingSuite(
        settings,
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        Clock.systemUTC(),
        Duration.ZERO);
    try (WorkFolder work = WorkFolder.in(folder.resolve("work"))) {
      suite.run(
          work,
          List.of(
              new Spot(1, new LogShape(1, MIB)),
              new Spot(2, new LogShape(1, MIB)),
              new Spot(2, new LogShape(16, MIB)),
              new Spot(2, new LogShape(8, MIB)),
              new Spot(2, new LogShape(8, 2 * MIB)),
              new Spot(2, new LogShape(16, 2 * MIB))));
    }

    String text = printed.toString(StandardCharsets.UTF_8);
    for (Operation operation : Operation.values()) {
      assertEquals(
          7, text.lines().filter(line -> line.startsWith(operation.toString())).count(), text);
    }
    assertTrue(text.contains("µs per segment"), text);
    assertTrue(Files.exists(folder.resolve("reports/scaling.html")));
  }

  @Test
  void shouldGrowInEachDirection() {
    assertEquals(List.of(1, 2, 4), Spot.ofThreads(2).stream().map(Spot::threads).toList());
    assertEquals(
        List.of(1, 10, 100, 1000, 10_000),
        Spot.ofSegments(2).stream().map(spot -> spot.shape().segments()).toList());
    assertEquals(
        List.of(64 * MIB, 256 * MIB, 1024 * MIB),
        Spot.ofBytes(2, 1024 * MIB).stream().map(spot -> spot.shape().bytes()).toList());
  }
}
