package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedBytesTest {

  private static final long BYTES = 200_000;

  @TempDir
  private Path folder;

  private Path log;

  @BeforeEach
  void append() throws Exception {
    log = folder.resolve("append-0");
    GeneratedLog.write(log, BYTES, 64 << 10, Settings.SEED);
  }

  @Test
  void shouldAcceptWhatWasAppended() throws Exception {
    AppendedBytes.require(log, BYTES);
  }

  @Test
  void shouldNoticeAByteThatDiffers() throws Exception {
    Path segment = SegmentFiles.of(log).get(1);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1]++;
    Files.write(segment, bytes);

    var e = assertThrows(BenchmarkException.class, () -> AppendedBytes.require(log, BYTES));
    assertTrue(String.valueOf(e.getMessage()).contains(segment.toString()), e::getMessage);
  }

  @Test
  void shouldNoticeAMissingSegment() throws Exception {
    Files.delete(SegmentFiles.of(log).get(2));
    assertThrows(BenchmarkException.class, () -> AppendedBytes.require(log, BYTES));
  }

  @Test
  void shouldNoticeAMissingTail() {
    assertThrows(BenchmarkException.class, () -> AppendedBytes.require(log, 2 * BYTES));
  }
}
