package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClosingTest {

  private final Closing closing = new Closing();

  static List<Throwable> failures() {
    return List.of(new IOException(), new IllegalStateException(), new AssertionError());
  }

  private static Closing.Step failing(Throwable failure) {
    return () -> {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      throw (Error) failure;
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsThrownAtTheEnd(Throwable failure) {
    List<String> done = new ArrayList<>();
    closing.run(failing(failure));
    closing.run(() -> done.add("next"));
    assertEquals(List.of("next"), done);
    assertSame(failure, assertThrows(Throwable.class, closing::finish));
  }

  @Test
  void theFirstFailureCarriesTheOthers() {
    IOException first = new IOException();
    IOException second = new IOException();
    IllegalStateException third = new IllegalStateException();
    closing.run(failing(first));
    closing.run(failing(second));
    closing.run(failing(third));
    assertSame(first, assertThrows(IOException.class, closing::finish));
    assertArrayEquals(new Throwable[] {second, third}, first.getSuppressed());
  }

  @Test
  void whereNothingFailedNothingIsThrown() throws IOException {
    closing.run(() -> {});
    closing.finish();
  }
}
