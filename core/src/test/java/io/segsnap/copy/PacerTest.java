package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;

class PacerTest {

  private static final long NAP_NANOS = 1_000_000;

  @Test
  void theSystemsTimePassesWhileItWaits() throws InterruptedIOException {
    long before = System.nanoTime();
    long told = Pacer.SYSTEM.nanoTime();
    Pacer.SYSTEM.sleep(NAP_NANOS);
    long after = System.nanoTime();
    assertTrue(told - before >= 0 && after - told >= NAP_NANOS);
  }

  @Test
  void anInterruptEndsAWaitAndIsKept() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> Pacer.SYSTEM.sleep(NAP_NANOS));
    assertTrue(Thread.interrupted());
  }
}
