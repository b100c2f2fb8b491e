package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyStrategyTest {

  @Test
  void shouldBeNamedInLowerCaseWithDashes() {
    assertEquals("off-heap", CopyStrategy.OFF_HEAP.toString());
  }

  @Test
  void shouldBeFoundByItsName() {
    for (CopyStrategy strategy : CopyStrategy.values()) {
      assertEquals(Optional.of(strategy), CopyStrategy.ofName(strategy.toString()));
    }
    assertEquals(Optional.empty(), CopyStrategy.ofName("OFF_HEAP"));
  }
}
