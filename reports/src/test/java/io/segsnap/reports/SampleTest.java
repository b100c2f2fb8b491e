package io.segsnap.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void shouldInterpolateBetweenNeighbours() {
    Sample sample = new Sample(List.of(4.0, 1.0, 3.0, 2.0));

    assertEquals(2.5, sample.median());
    assertEquals(1.0, sample.quantile(0));
    assertEquals(1.75, sample.quantile(0.25));
    assertEquals(4.0, sample.quantile(1));
  }

  @Test
  void shouldRefuseToBeEmpty() {
    assertThrows(IllegalArgumentException.class, () -> new Sample(List.of()));
  }
}
