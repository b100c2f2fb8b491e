package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void shouldUnwrapOnlyWhatWrapsAnIoException() {
    IOException disk = new IOException("disk");
    RuntimeException other = new IllegalStateException(disk);
    assertSame(disk, Failures.unwrap(new UncheckedIOException(disk)));
    assertSame(other, Failures.unwrap(other));
  }

  @Test
  void shouldNameTheKindOfWhatIsNotItsOwn() {
    assertEquals(
        "list: IOException: two lines", Failures.line("list", new IOException("two\n  lines")));
    assertEquals("list: OutOfMemoryError", Failures.line("list", new OutOfMemoryError()));
  }
}
