package io.segsnap.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.StorageException;
import io.segsnap.format.CompressionCodec;
import io.segsnap.inspect.LogDigest;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogGeneratorTest {

  private static final String FAILED_WRITE = "write 00000000000000000000.log";

  @TempDir
  private Path folder;

  private static void generate(Path log, GeneratorOptions options) throws IOException {
    LogGenerator.generate(log, options, Disk.local(), bytes -> {});
  }

  private static Path file(Path log) {
    return log.resolve("00000000000000000000.log");
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  /** Of record sizes whose random part is a number of whole words, and not. */
  @ParameterizedTest
  @CsvSource({
    "1024, a5a1612288b35ebad88094193a00a1fcf82df115dbba46f2b2be9d40ad7ad82c",
    "40, 70baeb73823bcda1f90479625c919ce73d6201b02c4a67960f58efe12eef419f",
    "51, b279b26145d9f96e315a15ad085cf04b4c6adb388d07ff7b26e1d52d4540db8a",
  })
  void shouldWriteTheSameLogForTheSameSeedInEveryRelease(int recordBytes, String sha256)
      throws Exception {
    Path log = folder.resolve("demo-0");
    generate(log, GeneratorOptions.ofSize(20_000).withRecordBytes(recordBytes).withSeed(7));
    assertEquals(sha256, sha256(file(log)));
  }

  @Test
  void shouldWriteRecordsOfTheSizeAskedFor() throws IOException {
    Path log = folder.resolve("demo-0");
    generate(log, GeneratorOptions.ofSize(5_000).withRecordBytes(51));
    try (DirectoryPoint point = DirectoryPoint.open(log, Disk.local())) {
      LogDigest digest = LogDigest.of(point, LogDigest.Isolation.READ_UNCOMMITTED, bytes -> {});
      assertEquals(51 * digest.records(), digest.payloadBytes());
      assertEquals(1_760_000_000_000L, digest.minTimestamp());
      assertEquals(1_760_000_000_000L + digest.records() - 1, digest.maxTimestamp());
    }
  }

  @Test
  void shouldEndTheLogWithTheBatchThatReachesItsSize() throws IOException {
    Path one = folder.resolve("one-0");
    generate(one, GeneratorOptions.ofSize(1));
    long batch = Files.size(file(one));
    Path exact = folder.resolve("exact-0");
    generate(exact, GeneratorOptions.ofSize(batch));
    assertEquals(batch, Files.size(file(exact)));
    Path more = folder.resolve("more-0");
    generate(more, GeneratorOptions.ofSize(batch + 1));
    assertTrue(Files.size(file(more)) > batch);
  }

  @Test
  void shouldWriteNoBatchIntoALogOfNoBytes() throws IOException {
    Path log = folder.resolve("demo-0");
    generate(log, GeneratorOptions.ofSize(0));
    assertEquals(0, Files.size(file(log)));
  }

  /** With 31 bytes for the fields of a record, of which there are fewer. */
  @Test
  void shouldTakeARecordIntoABatchThatHasJustRoomForIt() throws IOException {
    GeneratorOptions options = GeneratorOptions.ofSize(1).withRecordBytes(1000);
    Path one = folder.resolve("one-0");
    generate(one, options.withBatchBytes(1));
    int room = (int) Files.size(file(one)) + 1000 + 31;
    Path none = folder.resolve("none-0");
    generate(none, options.withBatchBytes(room - 1));
    assertEquals(Files.size(file(one)), Files.size(file(none)));
    Path two = folder.resolve("two-0");
    generate(two, options.withBatchBytes(room));
    assertTrue(Files.size(file(two)) > 2000);
    assertTrue(Files.size(file(two)) <= room);
  }

  @Test
  void shouldAskForTheParentDirectory() {
    Path log = folder.resolve("no").resolve("demo-0");
    InvalidRequestException found = assertThrows(
        InvalidRequestException.class, () -> generate(log, GeneratorOptions.ofSize(1)));
    assertTrue(
        found.getMessage().contains("its parent directory does not exist"), found.getMessage());
  }

  private StorageException failed(Path log, ScriptedDisk disk) {
    return assertThrows(
        StorageException.class,
        () -> LogGenerator.generate(log, GeneratorOptions.ofSize(1), disk, bytes -> {}));
  }

  @Test
  void shouldLeaveNoDirectoryAfterAFailure() {
    Path log = folder.resolve("demo-0");
    failed(log, new ScriptedDisk().failingOn(FAILED_WRITE));
    assertFalse(Files.exists(log));
  }

  @Test
  void shouldLeaveADirectoryThatWasThereEmptyAfterAFailure() throws IOException {
    Path log = Files.createDirectory(folder.resolve("demo-0"));
    failed(log, new ScriptedDisk().failingOn(FAILED_WRITE));
    assertEquals(List.of(), TestLogs.names(log));
  }

  @Test
  void shouldReportThatTheDirectoryCanNotBeCreatedAndNothingElse() {
    Path log = folder.resolve("demo-0");
    StorageException found = failed(log, new ScriptedDisk().failingOn("createDirectory demo-0"));
    assertEquals(0, found.getSuppressed().length);
  }

  @Test
  void shouldReportAFailedCleanupBesideTheFailure() {
    Path log = folder.resolve("demo-0");
    ScriptedDisk disk = new ScriptedDisk();
    IllegalStateException failure = new IllegalStateException("the caller's own");
    IllegalStateException found = assertThrows(
        IllegalStateException.class,
        () -> LogGenerator.generate(log, GeneratorOptions.ofSize(1), disk, bytes -> {
          disk.failingOn("delete 00000000000000000000.log");
          throw failure;
        }));
    assertEquals(failure, found);
    assertEquals(1, found.getSuppressed().length);
    assertTrue(found.getSuppressed()[0].getMessage().contains("delete"), "" + found);
  }

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
