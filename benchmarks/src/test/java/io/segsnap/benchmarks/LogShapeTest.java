package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogShapeTest {

  @TempDir
  private Path folder;

  @Test
  void shouldHaveTheSegmentsItSays() throws Exception {
    LogShape shape = new LogShape(5, 100_000);

    Path log = shape.in(folder);

    assertEquals(5, SegmentFiles.of(log).size());
    long least = 5 * (100_000 - ReadyBatches.BATCH_BYTES);
    long bytes = SegmentFiles.bytes(log);
    assertTrue(bytes > least && bytes <= shape.bytes(), () -> bytes + " bytes");
  }

  @Test
  void shouldBeMadeOnce() throws Exception {
    LogShape shape = new LogShape(1, 100_000);
    Path log = shape.in(folder);
    Files.delete(SegmentFiles.of(log).get(0));

    assertEquals(0, SegmentFiles.of(shape.in(folder)).size());
  }

  @Test
  void shouldRefuseSegmentsWithoutABatch() {
    assertThrows(IllegalArgumentException.class, () -> new LogShape(1, 1000));
  }
}
