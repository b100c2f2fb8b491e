package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.FileKind;
import io.segsnap.format.TransactionIndex;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.oracle.StoredRecord;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTruncateTest {

  private static final int BATCHES = 35;

  @TempDir
  Path folder;

  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = folder.resolve("t-0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 11, 20, 29, 30, 34, 35})
  void theLogGoesOnWhereItWasCut(int offset) throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    try (Log log = Log.open(directory, TestLog.small())) {
      log.truncateTo(offset);
      assertEquals(TestLog.range(0, offset), TestLog.offsets(log));
      TestLog.fill(log, 20);
    }
    try (Log log = Log.open(directory, TestLog.small())) {
      assertEquals(TestLog.range(0, offset + 20), TestLog.offsets(log));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 29, 34})
  void aCutIsThereAfterAKill(int offset) throws IOException {
    Log killed = TestLog.openToKill(directory, TestLog.small());
    TestLog.fill(killed, BATCHES);
    killed.truncateTo(offset);
    try (Log log = TestLog.openToKill(directory, TestLog.small())) {
      assertEquals(TestLog.range(0, offset), TestLog.offsets(log));
    }
  }

  @Test
  void aCutInsideABatchTakesTheBatch() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      log.append(TestRecords.many(0, 4));
      log.append(TestRecords.many(4, 4));
      log.truncateTo(6);
      assertEquals(TestLog.range(0, 4), TestLog.offsets(log));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12})
  void aCutLeavesAloneWhatAnEarlierSegmentOfTheSameBaseIsStillCalled(int offset)
      throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    try (Log log = Log.open(directory, TestLog.small())) {
      List<Path> vanishing = new ArrayList<>();
      for (SegmentInfo segment : log.segments()) {
        Path index = directory.resolve(String.format("%020d.index.deleted", segment.baseOffset()));
        vanishing.add(Files.write(index, new byte[] {42}));
      }
      log.truncateTo(offset);
      for (Path index : vanishing) {
        assertEquals(ByteBuffer.wrap(new byte[] {42}), ByteBuffer.wrap(Files.readAllBytes(index)));
      }
      assertEquals(TestLog.range(0, offset), TestLog.offsets(log));
    }
  }

  @Test
  void aCutAtTheHighWaterMarkChangesNothing() throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    Map<String, ByteBuffer> before = TestLog.files(directory);
    try (Log log = Log.open(directory, TestLog.small())) {
      log.truncateTo(BATCHES);
    }
    assertEquals(before, TestLog.files(directory));
  }

  @Test
  void aCutBelowTheLogStartIsRefused() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      log.deleteRecordsBefore(15);
      assertThrows(InvalidRequestException.class, () -> log.truncateTo(14));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletedOffsetsStayTakenWhenTheirBatchIsCut(boolean clean) throws IOException {
    Log log = TestLog.openToKill(directory, TestLog.small());
    log.append(TestRecords.many(0, 10));
    log.deleteRecordsBefore(5);
    log.truncateTo(7);
    assertEquals(5, log.logEndOffset());
    if (clean) {
      log.close();
    }
    for (int i = 0; i < 2; i++) {
      try (Log reopened = TestLog.openToKill(directory, TestLog.small())) {
        assertEquals(5, reopened.logStartOffset());
        assertEquals(5 + i, reopened.append(TestRecords.one(i)));
      }
    }
  }

  @Test
  void kafkaFindsTheCutLog() throws IOException {
    try (Log log = Log.open(directory, TestLog.small().withLeaderEpoch(2))) {
      TestLog.fill(log, BATCHES);
      log.truncateTo(17);
      TestLog.fill(log, 5);
    }
    LogContents kafka = KafkaOracle.open(directory, folder, true);
    assertEquals(
        TestLog.range(0, 22), kafka.records().stream().map(StoredRecord::offset).toList());
    assertEquals(Map.of(2, 0L), kafka.epochs());
  }

  @Test
  void aCutForgetsTheLeaderEpochsBehindIt() throws IOException {
    Path first = TestLog.closed(directory, TestLog.small().withLeaderEpoch(2), 10);
    try (Log log = Log.open(first, TestLog.small().withLeaderEpoch(4))) {
      TestLog.fill(log, 10);
      log.truncateTo(10);
    }
    assertEquals("0\n1\n2 0\n", Files.readString(directory.resolve("leader-epoch-checkpoint")));
  }

  /** Should the right one be unreadable, one of those would be taken for it. */
  @Test
  void noProducerSnapshotStaysBehindTheCut() throws IOException {
    TestLog.closed(directory, TestLog.small(), BATCHES);
    try (Log log = Log.open(directory, TestLog.small())) {
      log.truncateTo(12);
      assertEquals(
          List.of(),
          TestLog.files(directory).keySet().stream()
              .filter(FileKind.PRODUCER_SNAPSHOT::matches)
              .filter(name -> FileKind.offsetOf(name) > 12)
              .toList());
    }
  }

  @Test
  void aSequentialReaderFindsItsPlaceInWhatWasAppendedSince() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, 9);
      readTo(log, 7);
      log.truncateTo(5);
      log.append(TestRecords.many(5, 2));
      TestLog.fill(log, 2);
      try (Batches batches = log.read(7, 1)) {
        assertTrue(batches.next());
        assertEquals(7, batches.batch().baseOffset());
      }
    }
  }

  private static void readTo(Log log, long end) throws IOException {
    for (long next = 0; next < end; next++) {
      log.read(next, 1).close();
    }
  }

  @Test
  void noNameOfACutFileStaysBehind() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, BATCHES);
      log.truncateTo(12);
      assertEquals(
          0,
          TestLog.files(directory).keySet().stream()
              .filter(n -> n.contains("deleted"))
              .count());
    }
  }

  @Test
  void noSegmentStaysBelowTheLogStartWhenItsBatchIsCut() throws IOException {
    try (Log log = Log.open(directory, TestLog.small())) {
      log.append(TestRecords.many(0, 10));
      log.deleteRecordsBefore(5);
      log.truncateTo(7);
      assertEquals(List.of(new SegmentInfo(5, 5, 0, false)), log.segments());
    }
  }

  /** See the table of orders: no crash between two of these leaves a hole in the log. */
  @Test
  void theCutIsOnDiskFromTheEndOn() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    try (Log log = TestLog.open(directory, TestLog.small(), disk)) {
      TestLog.fill(log, 25);
      List<String> logs =
          log.segments().stream().map(s -> FileKind.LOG.nameOf(s.baseOffset())).toList();
      assertEquals(3, logs.size());
      int before = disk.calls().size();
      log.truncateTo(5);
      List<String> calls = disk.calls().stream()
          .skip(before)
          .filter(call -> call.contains(".log") || call.startsWith("syncDirectory"))
          .toList();
      assertEquals(
          List.of(
              "syncDirectory t-0", // of the checkpoint
              "rename " + logs.get(2) + " " + logs.get(2) + ".deleted",
              "syncDirectory t-0",
              "rename " + logs.get(1) + " " + logs.get(1) + ".deleted",
              "syncDirectory t-0",
              "link " + logs.get(0) + ".deleted",
              "create " + logs.get(0) + ".cleaned",
              "write " + logs.get(0) + ".cleaned",
              "sync " + logs.get(0) + ".cleaned",
              "rename " + logs.get(0) + ".cleaned " + logs.get(0),
              "syncDirectory t-0"),
          calls.subList(0, 11));
    }
  }

  @Test
  void theAbortsBehindTheCutAreForgotten() throws IOException {
    Path aborted = FileKind.TXN_INDEX.in(directory, 0);
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(TestRecords.one(0));
      log.append(TestRecords.transactional(7, 0, 0, "a"));
      log.append(TestRecords.abort(7, 0));
    }
    assertEquals(TransactionIndex.ENTRY_BYTES, Files.size(aborted));
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.truncateTo(1);
    }
    assertTrue(Files.notExists(aborted));
  }
}
