package io.segsnap.benchmarks.duels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuelSuiteTest {

  private static final long BYTES = 4 << 20;

  @TempDir
  private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void shouldCompareASmallLogWithKafkas() throws Exception {
    DuelSuite.ofLog(settings(""), out(), Clock.systemUTC()).run();

    String text = printed.toString(StandardCharsets.UTF_8);
    for (String title :
        List.of("open after", "recover after", "append of", "read whole", "check batches")) {
      assertTrue(text.contains("\n" + title), text);
    }
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void shouldRefuseANameThatMatchesNothing() {
    DuelSuite suite = DuelSuite.ofSnapshots(settings("NoSuchDuel"), out(), Clock.systemUTC());
    assertThrows(IllegalArgumentException.class, suite::run);
  }

  @Test
  void shouldCompareSnapshotsOfASmallLogWithCp() throws Exception {
    DuelSuite.ofSnapshots(settings("CopyDuel|VerifyDuel"), out(), Clock.systemUTC())
        .run();

    String text = printed.toString(StandardCharsets.UTF_8);
    for (String title : List.of("create by copying", "restore, verified", "verify, 2 threads")) {
      assertTrue(text.contains("\n" + title), text);
    }
  }

  private Settings settings(String include) {
    return Settings.of(Settings.Suite.LOG, folder.resolve("work"), folder.resolve("reports"))
        .withInclude(include)
        .withSizeBytes(BYTES);
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }
}
