package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EtaTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void shouldGoOnAsBefore() {
    assertEquals(Duration.ofMinutes(3), Eta.left(MINUTE, 2, 8));
    assertEquals(Duration.ZERO, Eta.left(MINUTE, 8, 8));
  }

  @Test
  void shouldNotExceedTheBudget() {
    assertEquals(MINUTE, Eta.within(MINUTE, 2, 8, Duration.ofMinutes(2)));
    assertEquals(Duration.ofMinutes(3), Eta.within(MINUTE, 2, 8, Duration.ofMinutes(9)));
    assertEquals(Duration.ZERO, Eta.within(MINUTE, 2, 8, Duration.ofSeconds(30)));
  }

  @Test
  void shouldShowMinutesAndSeconds() {
    assertEquals("about 1:05 to go", Eta.text(Duration.ofSeconds(65)));
  }
}
