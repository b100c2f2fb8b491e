package io.segsnap.benchmarks.pause;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.Settings;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseSuiteTest {

  @TempDir
  private Path folder;

  @Test
  void shouldRefuseANameThatMatchesNothing() {
    assertRefused("NoSuchBackground", "matches no background; there are [nothing, create stream");
    assertRefused("[", "no regular expression");
  }

  private void assertRefused(String include, String reason) {
    Settings settings = Settings.of(
            Settings.Suite.PAUSE, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(1L << 20)
        .withInclude(include);
    PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    PauseSuite suite = new PauseSuite(settings, out, Clock.systemUTC(), 1, Duration.ofMillis(50));
    var e = assertThrows(IllegalArgumentException.class, suite::run);

    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("bench.include=" + include + ": " + reason), message);
  }

  @Test
  void shouldMeasureAnAppenderBesideEveryBackground() throws Exception {
    Settings settings = Settings.of(
            Settings.Suite.PAUSE, folder.resolve("work"), folder.resolve("reports"))
        .withSizeBytes(4L << 20);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    new PauseSuite(settings, out, Clock.systemUTC(), 1, Duration.ofMillis(50)).run();
    String text = printed.toString(UTF_8);
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
