package io.segsnap.reports.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is called Chromium but is none. */
@Tag("any-jdk")
class ChromiumTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Nothing is ever written to its input, so it waits for ever. */
  private static final String HANGS = "exec cat";

  @TempDir
  private Path folder;

  private Path stub(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  @Test
  void shouldAcceptOnlyWhatTellsItsVersion() throws Exception {
    assertTrue(Chromium.tellsItsVersion(stub("echo Chromium 1; test \"$1\" = --version"), LONG));
    assertFalse(Chromium.tellsItsVersion(stub("echo install the snap; exit 1"), LONG));
    assertFalse(Chromium.tellsItsVersion(stub(HANGS), SHORT));
    assertFalse(Chromium.tellsItsVersion(folder.resolve("none"), LONG));
  }

  @Test
  void shouldSayWhyItDoesNotStart() throws Exception {
    Path file = stub("echo no usable sandbox >&2; exit 1");

    IOException e = assertThrows(IOException.class, () -> Chromium.start(file, LONG));

    assertEquals(
        "start " + file + ": it ended before it listened, saying no usable sandbox",
        e.getMessage());
  }

  @Test
  void shouldNotWaitForEver() throws Exception {
    Path file = stub(HANGS);

    IOException e = assertThrows(IOException.class, () -> Chromium.start(file, SHORT));

    assertEquals("start " + file + ": it does not listen after 200 ms", e.getMessage());
  }
}
