package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The numbers in options: 0 means what its option says, and none is negative. */
class OptionsTest {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Test
  void noNumberOfThreadsMeansOneForEachProcessor() {
    assertEquals(PROCESSORS, CreateOptions.defaults().effectiveThreads());
    assertEquals(PROCESSORS, RestoreOptions.defaults().effectiveThreads());
    assertEquals(PROCESSORS, VerifyOptions.defaults().effectiveThreads());
  }

  @Test
  void aNumberOfThreadsIsWhatWasAskedFor() {
    int threads = PROCESSORS + 1;
    assertEquals(threads, CreateOptions.defaults().withThreads(threads).effectiveThreads());
    assertEquals(threads, RestoreOptions.defaults().withThreads(threads).effectiveThreads());
    assertEquals(threads, VerifyOptions.defaults().withThreads(threads).effectiveThreads());
  }

  @Test
  void negativeNumbersAreRefused() {
    CreateOptions create = CreateOptions.defaults();
    RestoreOptions restore = RestoreOptions.defaults();
    VerifyOptions verify = VerifyOptions.defaults();
    assertThrows(IllegalArgumentException.class, () -> create.withThreads(-1));
    assertThrows(IllegalArgumentException.class, () -> create.withBytesPerSecond(-1));
    assertThrows(IllegalArgumentException.class, () -> restore.withThreads(-1));
    assertThrows(IllegalArgumentException.class, () -> restore.withBytesPerSecond(-1));
    assertThrows(IllegalArgumentException.class, () -> verify.withThreads(-1));
  }
}
