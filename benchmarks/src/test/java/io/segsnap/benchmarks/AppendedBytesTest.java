package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
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
    AppendedBytes.toNew(log).require(BYTES);
  }

  @Test
  void shouldNoticeAByteThatDiffers() throws Exception {
    Path segment = SegmentFiles.of(log).get(1);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1]++;
    Files.write(segment, bytes);

    var e =
        assertThrows(BenchmarkException.class, () -> AppendedBytes.toNew(log).require(BYTES));
    assertTrue(String.valueOf(e.getMessage()).contains(segment.toString()), e::getMessage);
  }

  @Test
  void shouldNoticeAMissingSegment() throws Exception {
    Files.delete(SegmentFiles.of(log).get(2));
    assertThrows(BenchmarkException.class, () -> AppendedBytes.toNew(log).require(BYTES));
  }

  @Test
  void shouldNoticeAMissingTail() {
    assertThrows(BenchmarkException.class, () -> AppendedBytes.toNew(log).require(2 * BYTES));
  }

  @Test
  void shouldAcceptWhatWasAppendedBehindTheEnd() throws Exception {
    AppendedBytes appended = appendBehindTheEnd();

    appended.require(BYTES);
    assertThrows(BenchmarkException.class, () -> AppendedBytes.toNew(log).require(BYTES));
  }

  @Test
  void shouldCompareANewSegmentFromItsStart() throws Exception {
    try (Log opened = Log.open(log, LogOptions.defaults())) {
      AppendedBytes appended = AppendedBytes.behind(log, opened.logEndOffset());
      opened.roll();
      opened.append(new ReadyBatches(Settings.SEED).next());
      appended.require(1);
    }
  }

  @Test
  void shouldNoticeWhatDiffersBehindTheEnd() throws Exception {
    AppendedBytes appended = appendBehindTheEnd();
    Path segment = SegmentFiles.of(log).get(appended.segments() - 1);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1]++;
    Files.write(segment, bytes);

    assertThrows(BenchmarkException.class, () -> appended.require(BYTES));
  }

  private AppendedBytes appendBehindTheEnd() throws Exception {
    try (Log opened = Log.open(log, LogOptions.defaults())) {
      AppendedBytes appended = AppendedBytes.behind(log, opened.logEndOffset());
      ReadyBatches batches = new ReadyBatches(Settings.SEED);
      for (long written = 0; written < BYTES; written += ReadyBatches.BATCH_BYTES / 2) {
        opened.append(batches.next());
      }
      return appended;
    }
  }
}
