package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void shouldFindTheReasonThatJmhWraps() {
    Exception wrapped = new Exception("a fork failed");
    wrapped.addSuppressed(new RuntimeException(BenchmarkException.wrongBytes("x differs")));

    assertEquals(new Failure(ExitCode.WRONG_BYTES, "wrong result: x differs"), Failure.of(wrapped));
  }

  @Test
  void shouldTellAFullDisk() {
    IOException full =
        new StorageException("write", Path.of("x"), new IOException("No space left on device"));

    Failure failure = Failure.of(new RuntimeException(full));

    assertEquals(ExitCode.DISK_FULL, failure.code());
    assertTrue(failure.line().contains("-Dsegsnap.work"), failure::line);
  }

  @Test
  void shouldTellTooLittleMemory() {
    Failure failure = Failure.of(new Exception(new OutOfMemoryError("Java heap space")));

    assertEquals(ExitCode.NO_MEMORY, failure.code());
    assertTrue(failure.line().contains("-Dbench.jvm.args"), failure::line);
  }

  @Test
  void shouldKeepToOneLineAndEnd() {
    Exception one = new Exception("one\ntwo");
    Exception other = new Exception(one);
    one.addSuppressed(other);

    Failure failure = Failure.of(one);

    assertEquals(ExitCode.FAILED, failure.code());
    assertFalse(failure.line().contains("\n"), failure::line);
  }
}
