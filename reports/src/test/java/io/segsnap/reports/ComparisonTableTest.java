package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

  @Test
  void shouldTakeTheMedianOfTheRatiosOfPairs() {
    Comparison open = new Comparison(
        "open", Bar.timeAtMost(1.5), List.of(1.0, 20.0, 3.0), List.of(1.0, 10.0, 2.0), "how");

    assertEquals(
        List.of("open", "at most 1.50 × the time", "1.50", "1.25–1.75", "3", "3.00", "2.00", "yes"),
        ComparisonTable.of("log", List.of(open)).rows().get(0));
  }

  @Test
  void shouldSayThatABarIsMissed() {
    Comparison append =
        new Comparison("append", Bar.throughputAtLeast(1.5), List.of(2.0), List.of(2.0), "how");

    List<String> row = ComparisonTable.of("log", List.of(append)).rows().get(0);

    assertEquals("at least 1.50 × the throughput", row.get(1));
    assertEquals("NO", row.get(7));
  }

  @Test
  void shouldRefuseRunsWithoutAPeer() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Comparison("x", Bar.timeAtMost(1), List.of(1.0), List.of(), "how"));
  }
}
