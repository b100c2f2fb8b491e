package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.oracle.KafkaOracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRecoveryTest {

  private static final int BATCHES = 35;

  @TempDir
  Path folder;

  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = folder.resolve("t-0");
  }

  @Test
  void aCleanCloseIsRecognised() throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    try (Log log = Log.open(directory, TestLog.small())) {
      assertTrue(log.recovery().clean());
      assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
    }
  }

  @Test
  void openingAndClosingChangesNoFile() throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    Map<String, ByteBuffer> before = TestLog.files(directory);
    Log.open(directory, TestLog.small()).close();
    assertEquals(before, TestLog.files(directory));
  }

  @Test
  void openingAfterACleanCloseReadsLittleOfEachSegment() throws IOException {
    LogOptions options = LogOptions.defaults().withSegmentBytes(1 << 20);
    try (Log log = Log.open(directory, options)) {
      for (int i = 0; i < 320; i++) {
        log.append(TestRecords.batch(0, "x".repeat(16 << 10)));
      }
    }
    CountingDisk disk = new CountingDisk();
    try (Log log = TestLog.open(directory, options, disk)) {
      assertEquals(6, log.segments().size());
      assertTrue(disk.bytes < 900_000, "read " + disk.bytes);
    }
  }

  @Test
  void openingALogWithGapsAfterACleanCloseReadsLittleOfEachSegment() throws IOException {
    LogOptions options = LogOptions.defaults().withSegmentBytes(1 << 20);
    try (Log log = Log.open(directory, options)) {
      for (int i = 0; i < 192; i++) {
        log.appendAsFollower(TestRecords.batch(i * 10L, "x".repeat(16 << 10)));
        if (i % 64 == 63) {
          log.roll();
        }
      }
    }
    try (Log log = Log.open(directory, options)) {
      log.truncateTo(1275); // so that the next base follows a gap
      log.roll();
    }
    CountingDisk disk = new CountingDisk();
    TestLog.open(directory, options, disk).close();
    assertTrue(disk.bytes < 900_000, "read " + disk.bytes);
  }

  @Test
  void whatAKilledWriterAppendedIsThere() throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertFalse(log.recovery().clean());
      assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
    }
  }

  @Test
  void onlySegmentsFromTheRecoveryPointOnAreChecked() throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      List<SegmentInfo> segments = log.segments();
      assertEquals(
          List.of(segments.get(segments.size() - 1).baseOffset()),
          log.recovery().checkedSegments());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 12, 25, 26, 60, 61, 62, 99})
  void aTornBatchIsCut(int bytes) throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    Path active = TestLog.activeLog(directory);
    long whole = Files.size(active);
    TestLog.add(active, Arrays.copyOf(TestRecords.batch(BATCHES, "a".repeat(40)).array(), bytes));
    assertCut(active, whole, bytes);
  }

  /** Else the rest of it would stand behind the next batch, if that is shorter. */
  @Test
  void aTornTailIsOutOfTheFileBeforeTheNextAppend() throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    Path active = TestLog.activeLog(directory);
    long length = Files.size(active);
    TestLog.add(active, new byte[700]);
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertEquals(700, log.recovery().tailCut().orElseThrow().removedBytes());
      assertEquals(length, Files.size(active));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 26, 61, 1000, 200_000})
  void aTailOfZerosIsCut(int bytes) throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    Path active = TestLog.activeLog(directory);
    long whole = Files.size(active);
    TestLog.add(active, new byte[bytes]);
    assertCut(active, whole, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 26, 61, 1000, 300_000})
  void aTailOfGarbageIsCut(int bytes) throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    Path active = TestLog.activeLog(directory);
    long whole = Files.size(active);
    byte[] garbage = new byte[bytes];
    new Random(bytes).nextBytes(garbage);
    TestLog.add(active, garbage);
    assertCut(active, whole, bytes);
  }

  @Test
  void aWholeBatchWhoseOffsetsGoBackIsNoTornTail() throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    Path active = TestLog.activeLog(directory);
    long whole = Files.size(active);
    TestLog.add(active, TestRecords.batch(0, "old").array());
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, TestLog.small()));
    assertEquals(whole, damage.position());
  }

  private void assertCut(Path active, long whole, int bytes) throws IOException {
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      TailCut cut = log.recovery().tailCut().orElseThrow();
      assertEquals(active.getFileName().toString(), cut.fileName());
      assertEquals(whole, cut.position());
      assertEquals(bytes, cut.removedBytes());
      assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
      assertEquals(BATCHES, log.append(TestRecords.one(BATCHES)));
    }
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertEquals(TestLog.range(0, BATCHES + 1), TestLog.offsets(log));
    }
  }

  @Test
  void aLogThatLostBatchesAfterItWasClosedIsReported() throws IOException {
    TestLog.closed(directory, LogOptions.defaults(), BATCHES);
    Path active = TestLog.activeLog(directory);
    TestLog.cut(active, Files.size(active) - TestRecords.batchBytes(BATCHES - 1));
    var lost =
        assertThrows(CorruptionException.class, () -> Log.open(directory, LogOptions.defaults()));
    assertTrue(lost.getMessage().contains("batches up to offset " + BATCHES), lost.getMessage());
  }

  @Test
  void aKilledLogThatLostSegmentsWhichWereOnDiskIsReported() throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    long onDisk = FileKind.offsetOf(TestLog.activeLog(directory).getFileName().toString());
    for (int lost = 0; lost < 2; lost++) {
      String name = TestLog.activeLog(directory).getFileName().toString();
      for (FileKind kind : List.of(FileKind.LOG, FileKind.OFFSET_INDEX, FileKind.TIME_INDEX)) {
        Files.deleteIfExists(kind.in(directory, FileKind.offsetOf(name)));
      }
    }
    var lost = assertThrows(CorruptionException.class, () -> Log.open(directory, TestLog.small()));
    assertTrue(lost.getMessage().contains("batches up to offset " + onDisk), lost.getMessage());
  }

  @Test
  void aLogMayHaveLostBatchesThatWereDeleted() throws IOException {
    TestLog.closedAndEmptied(directory, 5);
    Path active = TestLog.activeLog(directory);
    TestLog.cut(active, Files.size(active) - TestRecords.batchBytes(4));
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      assertEquals(5, log.logStartOffset());
      assertEquals(5, log.append(TestRecords.one(5)));
    }
  }

  /** An earlier close left indexes, which lead behind the damage. */
  @Test
  void theActiveSegmentOfAKilledLogIsCheckedFromItsStartOn() throws IOException {
    TestLog.closed(directory, LogOptions.defaults().withIndexIntervalBytes(200), BATCHES);
    TestLog.fill(TestLog.openToKill(directory, LogOptions.defaults()), 1);
    TestLog.flipBit(TestLog.activeLog(directory), 80);
    assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, LogOptions.defaults()));
  }

  /** The checksum of a message from before Kafka 0.11 tells as much as that of a batch. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void damageBeforeAnOldMessageIsNoTornTail(int magic) throws IOException {
    ByteBuffer damaged = TestRecords.legacy(magic, 1);
    damaged.put(damaged.limit() - 1, (byte) 1);
    Files.createDirectory(directory);
    Path log = Files.write(
        FileKind.LOG.in(directory, 0),
        TestRecords.joined(TestRecords.legacy(magic, 0), damaged, TestRecords.legacy(magic, 2))
            .array());
    long length = Files.size(log);
    var found =
        assertThrows(CorruptionException.class, () -> Log.open(directory, LogOptions.defaults()));
    assertEquals(damaged.limit(), found.position());
    assertEquals(length, Files.size(log));
  }

  @Test
  void aLogMayBeOpenedWithoutTheBatchesThatItLost() throws IOException {
    TestLog.closed(directory, LogOptions.defaults(), BATCHES);
    Path active = TestLog.activeLog(directory);
    TestLog.cut(active, Files.size(active) - 10);
    LogOptions options = LogOptions.defaults().withCutAtFirstDamage(true);
    try (Log log = Log.open(directory, options)) {
      assertEquals(TestLog.range(0, BATCHES - 1), TestLog.offsets(log));
    }
  }

  @Test
  void leaderEpochsBehindTheEndAreForgotten() throws IOException {
    TestLog.killed(directory, TestLog.small(), BATCHES);
    Files.writeString(directory.resolve("leader-epoch-checkpoint"), "0\n2\n0 0\n9 35\n");
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      log.append(TestRecords.one(BATCHES));
    }
    assertEquals(Map.of(0, 0L), KafkaOracle.open(directory, folder, true).epochs());
  }

  @Test
  void aDirectoryWithoutACheckpointIsCheckedAsAWhole() throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    try (Log log = Log.open(directory, TestLog.small())) {
      assertEquals(log.segments().size(), log.recovery().checkedSegments().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "segsnap-checkpoint 2\n", "\u00ff\u00fe"})
  void aCheckpointThatIsNoneIsReported(String content) throws IOException {
    TestLog.closed(directory, TestLog.small(), 3);
    Files.write(
        directory.resolve(LogCheckpoint.FILE_NAME),
        content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThrows(CorruptionException.class, () -> Log.open(directory, TestLog.small()));
  }

  /** Counts what is read of {@code .log} files. */
  private static final class CountingDisk extends ForwardingDisk {

    private long bytes;

    CountingDisk() {
      super(Disk.local());
    }

    @Override
    protected DiskFile wrap(DiskFile file) {
      return new ForwardingFile(file) {
        @Override
        public int read(ByteBuffer target, long position) throws IOException {
          int count = super.read(target, position);
          if (path().toString().endsWith(".log")) {
            bytes += Math.max(count, 0);
          }
          return count;
        }
      };
    }
  }

  @Test
  void aLogThatEndsBelowItsStartGoesOnAtTheStart() throws IOException {
    TestLog.killed(directory, TestLog.small(), 3);
    new LogCheckpoint(false, 0, 7, 0, 0).write(Disk.local(), directory);
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertEquals(List.of(new SegmentInfo(7, 7, 0, false)), log.segments());
      assertEquals(7, log.append(TestRecords.one(7)));
    }
  }
}
