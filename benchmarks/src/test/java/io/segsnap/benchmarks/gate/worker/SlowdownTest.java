package io.segsnap.benchmarks.gate.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowdownTest {

  private static final long TOOK_NS = Duration.ofMillis(10).toNanos();

  @Test
  void theSlowedCellTakesAtLeastItsPartMore() {
    long start = System.nanoTime() - TOOK_NS;
    Slowdown.parse("50%create off-heap").extend("create off-heap", start);

    assertTrue(System.nanoTime() - start >= TOOK_NS * 3 / 2);
  }

  @Test
  @Timeout(60)
  void noOtherCellIsSlowed() {
    long anHourAgo = System.nanoTime() - Duration.ofHours(1).toNanos();

    Slowdown.parse("100%read").extend("create off-heap", anHourAgo);
    Slowdown.parse("none").extend("read", anHourAgo);
    assertEquals(new Slowdown("", 0), Slowdown.parse("none"));
  }
}
