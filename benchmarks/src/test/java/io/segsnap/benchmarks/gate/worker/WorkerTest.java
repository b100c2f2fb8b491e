package io.segsnap.benchmarks.gate.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class WorkerTest {

  @Test
  void aFullDiskAndTooLittleMemoryAreToldFromOtherFailures() {
    IOException full = new IOException("No space left on device");

    assertEquals("full", Worker.kind(full));
    assertEquals("full", Worker.kind(new UncheckedIOException("write", full)));
    assertEquals("memory", Worker.kind(new OutOfMemoryError("Java heap space")));
    assertEquals("failed", Worker.kind(new IOException((String) null)));
  }
}
