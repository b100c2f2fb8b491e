package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDeleteTest {

  private static final int BATCHES = 35;

  @TempDir
  Path folder;

  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = folder.resolve("t-0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 20, 34, 35})
  void recordsBeforeTheOffsetAreGoneForGood(int offset) throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      log.deleteRecordsBefore(offset);
      assertEquals(TestLog.range(offset, BATCHES), TestLog.offsets(log));
      assertTrue(log.segments().get(0).baseOffset() <= offset);
    }
    try (Log log = Log.open(directory, TestLog.small())) {
      assertEquals(TestLog.range(offset, BATCHES), TestLog.offsets(log));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 35})
  void aDeletionIsThereAfterAKill(int offset) throws IOException {
    Log killed = TestLog.openToKill(directory, TestLog.small());
    TestLog.fill(killed, BATCHES);
    killed.deleteRecordsBefore(offset);
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertEquals(TestLog.range(offset, BATCHES), TestLog.offsets(log));
    }
  }

  @Test
  void onlySegmentsThatLieBelowAsAWholeGo() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      long second = log.segments().get(1).baseOffset();
      log.deleteRecordsBefore(second - 1);
      assertEquals(0, log.segments().get(0).baseOffset());
      log.deleteRecordsBefore(second);
      assertEquals(second, log.segments().get(0).baseOffset());
    }
  }

  @Test
  void deletingAllKeepsTheActiveSegment() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      log.deleteRecordsBefore(BATCHES);
      assertEquals(1, log.segments().size());
      assertEquals(BATCHES, log.append(TestRecords.one(0)));
    }
  }

  @Test
  void aLowerOffsetChangesNothing() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      log.deleteRecordsBefore(15);
      log.deleteRecordsBefore(3);
      assertEquals(15, log.logStartOffset());
    }
  }

  @Test
  void anOffsetAboveTheHighWaterMarkIsRefused() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      assertThrows(InvalidRequestException.class, () -> log.deleteRecordsBefore(1));
    }
  }

  @Test
  void theLogIsCutDownToItsSize() throws IOException {
    try (Log log = Log.open(directory, TestLog.small().withRetentionBytes(1500))) {
      TestLog.fill(log, BATCHES);
      long before = log.segments().stream().mapToLong(SegmentInfo::sizeBytes).sum();
      int deleted = log.deleteOldSegments();
      long after = log.segments().stream().mapToLong(SegmentInfo::sizeBytes).sum();
      assertTrue(deleted > 0);
      assertTrue(
          after >= 1500 && after - log.segments().get(0).sizeBytes() < 1500, "left " + after);
      assertTrue(before > after);
    }
  }

  @Test
  void aSizeOfZeroKeepsTheActiveSegment() throws IOException {
    try (Log log = Log.open(directory, TestLog.small().withRetentionBytes(0))) {
      TestLog.fill(log, BATCHES);
      long active = log.segments().get(log.segments().size() - 1).baseOffset();
      log.deleteOldSegments();
      assertEquals(TestLog.range(active, BATCHES), TestLog.offsets(log));
    }
  }

  @Test
  void segmentsGoOnceTheirNewestRecordIsTooOld() throws IOException {
    LogOptions options = TestLog.small().withRetentionMs(10);
    try (Log log = TestLog.open(directory, options, Disk.local())) {
      log.append(TestRecords.many(-11, 1));
      log.roll();
      log.append(TestRecords.many(-10, 1));
      log.roll();
      log.append(TestRecords.many(-30, 1));
      assertEquals(1, log.deleteOldSegments());
      assertEquals(1, log.logStartOffset());
    }
  }

  @Test
  void anActiveSegmentThatIsTooOldIsRolledAndGoes() throws IOException {
    LogOptions options = TestLog.small().withRetentionMs(10);
    try (Log log = TestLog.open(directory, options, Disk.local())) {
      log.append(TestRecords.many(-100, 3));
      assertEquals(1, log.deleteOldSegments());
      assertEquals(3, log.logStartOffset());
      assertEquals(0, log.deleteOldSegments());
    }
  }

  @Test
  void exactlyTheSizeIsKept() throws IOException {
    long batch = TestRecords.batchBytes(0);
    LogOptions options = LogOptions.defaults().withRetentionBytes(2 * batch);
    try (Log log = Log.open(directory, options)) {
      for (int i = 0; i < 3; i++) {
        TestLog.fill(log, 1);
        log.roll();
      }
      assertEquals(1, log.deleteOldSegments());
      assertEquals(List.of(1L, 2L), TestLog.offsets(log));
    }
  }

  @Test
  void anAgeOfZeroDeletesWhatIsOlderThanNow() throws IOException {
    LogOptions options = TestLog.small().withRetentionMs(0);
    try (Log log = TestLog.open(directory, options, Disk.local())) {
      log.append(TestRecords.many(-1, 1));
      log.roll();
      log.append(TestRecords.many(0, 1));
      assertEquals(1, log.deleteOldSegments());
      assertEquals(1, log.logStartOffset());
    }
  }

  /** Its file is younger than the records before and behind it. */
  @Test
  void theEmptySegmentBeforeAGapGoesWithThoseAroundIt() throws IOException {
    LogOptions options = TestLog.small().withRetentionMs(10);
    try (Log log = TestLog.open(directory, options, Disk.local())) {
      log.append(TestRecords.many(-100, 1));
      ByteBuffer far = TestRecords.batchAt(-100, "far");
      log.appendAsFollower(far.putLong(0, 3L << 31));
      assertEquals(3, log.segments().size());
      assertEquals(3, log.deleteOldSegments());
    }
  }

  @Test
  void noNameOfADeletedFileStaysBehind() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      log.deleteRecordsBefore(BATCHES);
      assertEquals(
          List.of(),
          TestLog.files(directory).keySet().stream()
              .filter(name -> name.contains("deleted"))
              .toList());
    }
  }

  @Test
  void theLeaderEpochInForceMovesToTheLogStart() throws IOException {
    try (Log log = Log.open(directory, TestLog.small().withLeaderEpoch(1))) {
      TestLog.fill(log, BATCHES);
      log.deleteRecordsBefore(15);
      assertEquals("0\n1\n1 15\n", Files.readString(directory.resolve("leader-epoch-checkpoint")));
    }
  }
}
