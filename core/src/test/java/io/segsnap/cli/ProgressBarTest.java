package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private ProgressBar bar(boolean live) {
    return new ProgressBar(new PrintWriter(text), "create", live, clock::get);
  }

  @Test
  void shouldRedrawALineOnATerminalAndTakeItAway() {
    try (ProgressBar bar = bar(true)) {
      clock.set(SECOND);
      bar.onProgress(512 << 20, 1 << 30);
      clock.set(SECOND + 1);
      bar.onProgress(513 << 20, 1 << 30);
    }
    String line =
        "create [" + "#".repeat(15) + "-".repeat(15) + "]  50 %  512.0 MiB of 1.0 GiB  512.0 MiB/s";
    assertEquals("\r" + line + "\u001b[K\r\u001b[K", text.toString());
  }

  @Test
  void shouldPrintALineEveryTenSecondsElsewhere() {
    try (ProgressBar bar = bar(false)) {
      for (int second = 1; second <= 25; second++) {
        clock.set(second * SECOND);
        bar.add(1 << 20, 100 << 20);
      }
    }
    assertEquals(2, text.toString().lines().count());
    assertTrue(text.toString().startsWith("segsnap: create  10 %  10.0 MiB of 100.0 MiB"));
  }

  @Test
  void shouldTellTheRateSinceItsStart() {
    clock.set(100 * SECOND);
    try (ProgressBar bar = bar(false)) {
      clock.set(120 * SECOND);
      bar.onProgress(40 << 20, 80 << 20);
    }
    assertEquals("segsnap: create  50 %  40.0 MiB of 80.0 MiB  2.0 MiB/s\n", text.toString());
  }

  @Test
  void shouldTellNoShareOfAnUnknownTotal() {
    try (ProgressBar bar = bar(false)) {
      clock.set(10 * SECOND);
      bar.add(40 << 20, 0);
    }
    assertEquals("segsnap: create  40.0 MiB  4.0 MiB/s\n", text.toString());
  }

  @Test
  void shouldBeSeenAtOnce() {
    PrintWriter err = new PrintWriter(new BufferedWriter(text));
    try (ProgressBar bar = new ProgressBar(err, "create", true, clock::get)) {
      clock.set(SECOND);
      bar.onProgress(1 << 20, 2 << 20);
      assertTrue(text.toString().contains("50 %"), text.toString());
    }
    assertTrue(text.toString().endsWith("\r\u001b[K"), text.toString());
  }

  @Test
  void shouldSayNothingOfShortOperations() {
    try (ProgressBar bar = bar(true)) {
      bar.onProgress(1, 1);
    }
    assertEquals("", text.toString());
  }
}
