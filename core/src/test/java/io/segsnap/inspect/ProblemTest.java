package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static String text(long position) {
    return new Problem(Path.of("a.index"), position, "one", "two").toString();
  }

  @Test
  void shouldNameThePositionEvenIfItIsTheStartOfTheFile() {
    assertEquals("a.index at position 0: expected one, found two", text(0));
  }

  @Test
  void shouldNameNoPositionWhereTheFileAsAWholeIsWrong() {
    assertEquals("a.index: expected one, found two", text(-1));
  }
}
