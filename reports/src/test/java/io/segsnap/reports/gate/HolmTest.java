package io.segsnap.reports.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void everyFurtherTestIsHeldToALargerShareOfAlpha() {
    // 0.05/4, 0.05/3, 0.05/2, 0.05/1
    assertArrayEquals(
        new boolean[] {true, true, false, false},
        Holm.rejected(List.of(0.016, 0.012, 0.026, 0.03), 0.05));
  }

  @Test
  void nothingBehindTheFirstThatIsKeptIsRejected() {
    assertArrayEquals(new boolean[] {false, false}, Holm.rejected(List.of(0.026, 0.049), 0.05));
  }
}
