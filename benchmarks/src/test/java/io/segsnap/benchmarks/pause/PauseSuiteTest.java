package io.segsnap.benchmarks.pause;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseSuiteTest {

  @TempDir
  private Path folder;

  @Test
  void shouldMeasureAnAppenderBesideEveryBackground() throws Exception {
    Settings settings = Settings.of(
            Settings.Suite.PAUSE, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(4L << 20);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    new PauseSuite(settings, out, Clock.systemUTC(), 1, Duration.ofMillis(50)).run();
    String text = printed.toString(StandardCharsets.UTF_8);
    for (String row : new String[] {
      "nothing ",
      "create stream ",
      "create mapped ",
      "create transfer ",
      "create off-heap ",
      "create link ",
      "cp -r and sync"
    }) {
      assertTrue(text.contains("\n" + row), text);
    }
  }
}
