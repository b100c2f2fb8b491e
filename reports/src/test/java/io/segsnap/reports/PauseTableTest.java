package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PauseTableTest {

  private static Pause pause(String name, long nanos, double reached) {
    Histogram latencies = new Histogram(3);
    latencies.recordValue(nanos);
    return new Pause(name, 2, latencies, 100, List.of(reached));
  }

  @Test
  void shouldCompareWithTheFirstAndMarkWhatDidNotHoldTheRate() {
    Pause twice =
        Pause.none("copy").plus(pause("copy", 1_000_000, 100)).plus(pause("copy", 3_000_000, 98));
    Table table = PauseTable.of("t", List.of(pause("nothing", 1_000_000, 99.5), twice));
    assertEquals("yes", table.rows().get(0).get(9));
    List<String> copy = table.rows().get(1);
    assertEquals(List.of("copy", "4", "2"), copy.subList(0, 3));
    assertEquals("3.00", copy.get(8));
    assertEquals("NO: invalid", copy.get(9));
  }
}
