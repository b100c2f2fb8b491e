package io.segsnap.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import io.segsnap.StorageException;
import io.segsnap.format.CompressionCodec;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogGeneratorTest {

  @TempDir
  private Path folder;

  @Test
  void shouldTellProgressInBytesOfTheLog() throws IOException {
    AtomicLong told = new AtomicLong();
    Path log = folder.resolve("demo-0");
    long records =
        LogGenerator.generate(log, GeneratorOptions.ofSize(100_000), Disk.local(), told::addAndGet);
    assertEquals(Files.size(log.resolve("00000000000000000000.log")), told.get());
    try (Log open = Log.open(log, LogOptions.defaults())) {
      assertEquals(records, open.logEndOffset());
      assertTrue(open.recovery().clean());
    }
  }

  @Test
  void shouldMakeAboutHalfOfThePayloadCompressible() throws IOException {
    GeneratorOptions options = GeneratorOptions.ofSize(1 << 20);
    long plain = LogGenerator.generate(folder.resolve("p"), options, Disk.local(), n -> {});
    long compressed = LogGenerator.generate(
        folder.resolve("c"), options.withCompression(CompressionCodec.ZSTD), Disk.local(), n -> {});
    double ratio = (double) compressed / plain;
    assertTrue(ratio > 1.7 && ratio < 2.3, "" + ratio);
  }

  @Test
  void shouldHoldOneRecordInABatchThatIsTooSmall() throws IOException {
    GeneratorOptions options =
        GeneratorOptions.ofSize(1).withBatchBytes(1).withRecordBytes(100_000);
    assertEquals(1, LogGenerator.generate(folder.resolve("p"), options, Disk.local(), n -> {}));
  }

  @Test
  @Tag("exhaustive")
  void shouldLeaveNothingAfterAnyFailedCall() throws IOException {
    GeneratorOptions options =
        GeneratorOptions.ofSize(40_000).withSegmentBytes(16_000).withBatchBytes(4_000);
    int call = 0;
    ScriptedDisk disk;
    do {
      call++;
      disk = new ScriptedDisk().failingAt(call);
      Path log = folder.resolve("demo-" + call);
      try {
        LogGenerator.generate(log, options, disk, n -> {});
      } catch (StorageException e) {
        assertFalse(Files.exists(log), "after failed call " + call + ": " + e.getMessage());
      }
      assertEquals(0, disk.openFiles());
    } while (disk.hasFailed());
    assertTrue(call > 20, "only " + call + " calls");
  }

  @Test
  void shouldLeaveALogAloneThatSomebodyElseIsStarting() throws IOException {
    Path log = Files.createDirectory(folder.resolve("demo-0"));
    AtomicLong batches = new AtomicLong();
    LogGenerator.generate(log, GeneratorOptions.ofSize(30_000), Disk.local(), n -> {
      batches.incrementAndGet();
      assertThrows(LockedException.class, () -> Log.open(log, LogOptions.defaults()));
    });
    assertTrue(batches.get() > 1);
    assertTrue(TestLogs.names(log).contains("segsnap-checkpoint"));
  }
}
