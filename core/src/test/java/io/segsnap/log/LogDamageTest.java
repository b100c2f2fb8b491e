package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDamageTest {

  private static final int BATCHES = 35;

  @TempDir
  Path folder;

  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = folder.resolve("t-0");
  }

  /** Every header field and some record bytes of a batch with others behind it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 9, 10, 11, 16, 17, 20, 21, 23, 27, 35, 43, 57, 61, 80})
  void aFlippedBitBeforeValidBatchesIsReportedAndNothingChanges(int at) throws IOException {
    TestLog.killed(directory, LogOptions.defaults(), BATCHES);
    Path active = TestLog.activeLog(directory);
    long start = startOf(5);
    TestLog.flipBit(active, start + at);
    Map<String, ByteBuffer> before = TestLog.files(directory);
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, LogOptions.defaults()));
    assertEquals(active, damage.path());
    assertTrue(
        damage.position() >= start && damage.position() < startOf(6) + RecordBatch.HEADER_BYTES,
        damage.getMessage());
    assertTrue(damage.getMessage().contains("expected"), damage.getMessage());
    assertTrue(damage.getMessage().contains("cutAtFirstDamage"), damage.getMessage());
    assertEquals(before, TestLog.files(directory));
  }

  @Test
  void aLeaderEpochIsOutsideOfEveryChecksum() throws IOException {
    TestLog.killed(directory, LogOptions.defaults(), BATCHES);
    TestLog.flipBit(TestLog.activeLog(directory), startOf(5) + RecordBatch.OFFSET_OF_LEADER_EPOCH);
    try (Log log = TestLog.openToKill(directory, LogOptions.defaults())) {
      assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
    }
  }

  @Test
  void theLogMayBeCutAtItsFirstDamage() throws IOException {
    TestLog.killed(directory, LogOptions.defaults(), BATCHES);
    TestLog.flipBit(TestLog.activeLog(directory), startOf(5) + 80);
    LogOptions options = LogOptions.defaults().withCutAtFirstDamage(true);
    try (Log log = TestLog.openToKill(directory, options)) {
      assertEquals(startOf(5), log.recovery().tailCut().orElseThrow().position());
      assertEquals(TestLog.range(0, 5), TestLog.offsets(log));
    }
  }

  @Test
  void aFlippedBitInTheLastBatchIsATornTail() throws IOException {
    TestLog.killed(directory, LogOptions.defaults(), BATCHES);
    TestLog.flipBit(TestLog.activeLog(directory), startOf(BATCHES - 1) + 80);
    try (Log log = TestLog.openToKill(directory, LogOptions.defaults())) {
      assertEquals(TestLog.range(0, BATCHES - 1), TestLog.offsets(log));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aFlippedBitInASealedSegmentIsReported(int batch) throws IOException {
    TestLog.killed(directory, TestLog.small().withSyncOnRoll(false), BATCHES);
    Path first = TestLog.file(directory, 0, ".log");
    TestLog.flipBit(first, startOf(batch) + 80);
    Map<String, ByteBuffer> before = TestLog.files(directory);
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, TestLog.small()));
    assertEquals(first, damage.path());
    assertEquals(startOf(batch), damage.position());
    assertEquals(before, TestLog.files(directory));
  }

  @Test
  void aSealedSegmentMayBeCutAtItsFirstDamage() throws IOException {
    TestLog.killed(directory, TestLog.small().withSyncOnRoll(false), BATCHES);
    TestLog.flipBit(TestLog.file(directory, 0, ".log"), startOf(4) + 80);
    LogOptions options = TestLog.small().withCutAtFirstDamage(true);
    try (Log log = TestLog.openToKill(directory, options)) {
      assertEquals(TestLog.range(0, 4), TestLog.offsets(log));
      TestLog.fill(log, 20);
    }
    try (Log log = TestLog.openToKill(directory, options)) {
      assertEquals(TestLog.range(0, 24), TestLog.offsets(log));
    }
  }

  /** As a power failure leaves a segment that was never synced. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aSealedSegmentThatLostItsLastBatchesIsReportedAndMayBeCutThere(int kept) throws IOException {
    TestLog.killed(directory, TestLog.small().withSyncOnRoll(false), BATCHES);
    Path first = TestLog.file(directory, 0, ".log");
    TestLog.cut(first, startOf(kept));
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, TestLog.small()));
    assertEquals(TestLog.file(directory, kept, ".log"), damage.path());
    LogOptions options = TestLog.small().withCutAtFirstDamage(true);
    try (Log log = TestLog.openToKill(directory, options)) {
      assertEquals(TestLog.range(0, kept), TestLog.offsets(log));
      String expected = log.recovery().tailCut().orElseThrow().reason().expected();
      assertEquals("batches up to offset 10", expected);
    }
  }

  @Test
  void aSealedSegmentWithATornEndIsReported() throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    Path first = TestLog.file(directory, 0, ".log");
    TestLog.cut(first, Files.size(first) - 1);
    var damage =
        assertThrows(CorruptionException.class, () -> Log.open(directory, TestLog.small()));
    assertEquals(first, damage.path());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMissingMiddleSegmentIsReported(boolean clean) throws IOException {
    long second = closedOrKilled(clean);
    for (String name : TestLog.files(directory).keySet()) {
      if (name.startsWith(String.format("%020d", second))) {
        Files.delete(directory.resolve(name));
      }
    }
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, TestLog.small()));
    assertEquals(TestLog.file(directory, second, ".log"), damage.path());
    assertEquals("a segment with the offsets 11 to 21", damage.expected());
  }

  @Test
  void aMissingSegmentBehindOneWithoutAnIndexIsReported() throws IOException {
    long second = closedOrKilled(true);
    Files.delete(TestLog.file(directory, 0, ".index"));
    Files.delete(TestLog.file(directory, second, ".log"));
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, TestLog.small()));
    assertEquals(TestLog.file(directory, second, ".log"), damage.path());
  }

  @Test
  void aMissingSegmentMayBeAccepted() throws IOException {
    long second = closedOrKilled(true);
    Files.delete(TestLog.file(directory, second, ".log"));
    LogOptions options = TestLog.small().withOffsetGaps(true);
    try (Log log = TestLog.openToKill(directory, options)) {
      long third = log.segments().get(1).baseOffset();
      var expected = TestLog.range(0, second);
      expected.addAll(TestLog.range(third, BATCHES));
      assertEquals(expected, TestLog.offsets(log));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void overlappingSegmentsAreReported(boolean clean) throws IOException {
    long second = closedOrKilled(clean);
    for (String suffix : new String[] {".log", ".index", ".timeindex"}) {
      Files.move(
          TestLog.file(directory, second, suffix), TestLog.file(directory, second - 3, suffix));
    }
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, TestLog.small()));
    assertEquals("offset 10", damage.actual());
  }

  @Test
  void aSegmentWhoseOffsetsAreBelowItsNameIsReported() throws IOException {
    TestLog.killed(directory, LogOptions.defaults(), 5);
    Files.move(TestLog.file(directory, 0, ".log"), TestLog.file(directory, 3, ".log"));
    assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, LogOptions.defaults()));
  }

  @Test
  void offsetsTooFarFromTheSegmentsBaseAreReported() throws IOException {
    LogOptions options = LogOptions.defaults().withInitialOffset(1L << 40);
    TestLog.killed(directory, options, 5);
    Files.move(TestLog.file(directory, 1L << 40, ".log"), TestLog.file(directory, 0, ".log"));
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, LogOptions.defaults()));
  }

  @Test
  void offsetsThatGoBackAreReported() throws IOException {
    TestLog.killed(directory, LogOptions.defaults(), 5);
    Path active = TestLog.activeLog(directory);
    byte[] all = Files.readAllBytes(active);
    TestLog.add(active, all);
    TestLog.add(active, TestRecords.batch(5, "a").array());
    var damage = assertThrows(
        CorruptionException.class, () -> TestLog.openToKill(directory, LogOptions.defaults()));
    assertEquals(all.length, damage.position());
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 30})
  void anInterruptedDeletionBelowTheLogStartIsNoDamage(int logStart) throws IOException {
    Log killed = TestLog.openToKill(directory, TestLog.small());
    TestLog.fill(killed, BATCHES);
    long second = killed.segments().get(1).baseOffset();
    assertEquals(22, killed.segments().get(2).baseOffset());
    Path copy = folder.resolve("copy-0");
    io.segsnap.oracle.KafkaOracle.copy(directory, copy);
    killed.deleteRecordsBefore(logStart);
    Files.copy(TestLog.file(copy, 0, ".log"), TestLog.file(directory, 0, ".log"));
    assertTrue(Files.notExists(TestLog.file(directory, second, ".log")));
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertEquals(TestLog.range(logStart, BATCHES), TestLog.offsets(log));
    }
  }

  /** Returns the base offset of the second segment. */
  private long closedOrKilled(boolean clean) throws IOException {
    try (Log log = TestLog.openToKill(directory, TestLog.small().withSyncOnRoll(false))) {
      TestLog.fill(log, BATCHES);
      long second = log.segments().get(1).baseOffset();
      if (!clean) {
        Path copy = folder.resolve("killed-0");
        io.segsnap.oracle.KafkaOracle.copy(directory, copy);
        directory = copy;
      }
      return second;
    }
  }

  private static long startOf(int batch) throws IOException {
    long start = 0;
    for (int i = 0; i < batch; i++) {
      start += TestRecords.batchBytes(i);
    }
    return start;
  }
}
