package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import io.segsnap.format.FileKind;
import io.segsnap.format.TransactionIndex;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPointTest {

  private static final int BATCHES = 35;

  @TempDir
  Path folder;

  private Path directory;
  private Path links;
  private Log log;

  @BeforeEach
  void open() throws IOException {
    directory = folder.resolve("t-0");
    links = Files.createDirectory(folder.resolve("links"));
    log = Log.open(directory, TestLog.small());
    TestLog.fill(log, BATCHES);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @Test
  void aPointIsAValidPartitionDirectory() throws IOException {
    LogContents expected;
    try (LogPoint point = log.point()) {
      for (var file : PointContents.of(point).entrySet()) {
        Files.write(links.resolve(file.getKey()), file.getValue().array());
      }
    }
    log.close();
    expected = KafkaOracle.open(directory, folder, true);
    assertEquals(expected, KafkaOracle.open(links, folder, true));
    assertEquals(expected, KafkaOracle.open(links, folder, false));
  }

  @Test
  void aPointHasTheFilesThatACleanCloseWouldLeave() throws IOException {
    try (LogPoint point = log.point()) {
      Map<String, ByteBuffer> files = new java.util.TreeMap<>(PointContents.of(point));
      log.close();
      Map<String, ByteBuffer> closed = TestLog.files(directory);
      closed.remove(LogCheckpoint.FILE_NAME);
      assertEquals(closed, files);
    }
  }

  @Test
  void aPointOutlivesTruncationAndDeletion() throws IOException {
    try (LogPoint point = log.point()) {
      Map<String, ByteBuffer> before = PointContents.of(point);
      log.truncateTo(3);
      TestLog.fill(log, 50);
      log.deleteRecordsBefore(40);
      log.truncateTo(41);
      TestLog.fill(log, 20);
      assertEquals(before, PointContents.of(point));
    }
  }

  @Test
  void linksLeadToTheContentOfThePointAfterTruncation() throws IOException {
    assertLinks(() -> log.truncateTo(3));
  }

  @Test
  void linksLeadToTheContentOfThePointAfterDeletion() throws IOException {
    assertLinks(() -> log.deleteRecordsBefore(30));
  }

  @Test
  void linksLeadToTheContentOfThePointAfterTheClose() throws IOException {
    assertLinks(() -> log.close());
  }

  private void assertLinks(Closing.Step change) throws IOException {
    try (LogPoint point = log.point()) {
      Map<String, ByteBuffer> before = PointContents.of(point);
      change.run();
      for (PointFile file : point.files()) {
        if (file.isSealed()) {
          file.linkTo(links.resolve(file.name()));
        }
      }
      Map<String, ByteBuffer> linked = TestLog.files(links);
      assertTrue(linked.size() > 8);
      linked.forEach((name, content) -> assertEquals(before.get(name), content, name));
    }
  }

  @Test
  void namesOfDroppedFilesVanishWithThePoint() throws IOException {
    try (LogPoint point = log.point()) {
      log.truncateTo(3);
      log.deleteRecordsBefore(2);
      assertTrue(point.files().size() > 8);
      assertTrue(TestLog.files(directory).keySet().stream().anyMatch(n -> n.contains("deleted")));
    }
    assertFalse(TestLog.files(directory).keySet().stream().anyMatch(n -> n.contains("deleted")));
  }

  @Test
  void aPointKeepsALaterLogOutUntilItIsClosed() throws IOException {
    LogPoint point = log.point();
    log.close();
    assertThrows(LockedException.class, () -> Log.open(directory, TestLog.small()));
    point.close();
    Log.open(directory, TestLog.small()).close();
  }

  @Test
  void anActiveFileIsNotLinked() throws IOException {
    String active = TestLog.activeLog(directory).getFileName().toString();
    try (LogPoint point = log.point()) {
      PointFile file = TestLog.file(point, active);
      assertFalse(file.isSealed());
      assertThrows(IllegalStateException.class, () -> file.linkTo(links.resolve("x")));
    }
  }

  @Test
  void aPointTellsItsBoundsAndSegments() throws IOException {
    log.deleteRecordsBefore(15);
    try (LogPoint point = log.point()) {
      List<SegmentInfo> segments = log.segments();
      TestLog.fill(log, 1);
      assertEquals(segments.get(0).baseOffset(), point.baseOffset());
      assertEquals(15, point.logStartOffset());
      assertEquals(BATCHES, point.highWaterMark());
      assertEquals(segments, point.segments());
      assertEquals(directory, point.directory());
    }
  }

  @Test
  void theTopicIdAndTheAbortedTransactionsOfTheActiveSegmentAreOfThePoint() throws IOException {
    Files.writeString(directory.resolve(FileKind.PARTITION_METADATA), "version: 0\n");
    log.append(TestRecords.transactional(7, 0, 0, "a"));
    log.append(TestRecords.abort(7, 0));
    try (LogPoint point = log.point()) {
      Map<String, ByteBuffer> files = PointContents.of(point);
      assertEquals(TestRecords.utf8("version: 0\n"), files.get(FileKind.PARTITION_METADATA));
      long active = FileKind.offsetOf(TestLog.activeLog(directory).getFileName().toString());
      ByteBuffer aborted = files.get(FileKind.TXN_INDEX.nameOf(active));
      TransactionIndex index = new TransactionIndex();
      assertTrue(index.load(aborted));
      assertEquals(BATCHES, index.get(0).firstOffset());
    }
  }

  @Test
  void onlyFilesOfAPointThatAreSealedAndSyncedAreDurable() throws IOException {
    try (LogPoint point = log.point()) {
      for (PointFile file : point.files()) {
        assertEquals(file.isSealed(), file.isDurable(), file.name());
        file.synced();
        assertEquals(file.isSealed(), file.isDurable(), file.name());
      }
    }
  }

  /** Of a segment that was rolled without a sync. */
  @Test
  void aFileOfAPointIsDurableOnceItWasSynced() throws IOException {
    Path unsynced = folder.resolve("unsynced-0");
    try (Log other = Log.open(unsynced, TestLog.small().withSyncOnRoll(false))) {
      TestLog.fill(other, BATCHES);
      try (LogPoint point = other.point()) {
        PointFile file = TestLog.file(point, FileKind.LOG.nameOf(0));
        assertFalse(file.isDurable());
        file.synced();
        assertTrue(file.isDurable());
      }
    }
  }

  /** Else a snapshot would take it for synced once the segment is sealed. */
  @Test
  void aSyncOfAnActiveFileTellsNothingOfItsSealedState() throws IOException {
    Path unsynced = folder.resolve("unsynced-0");
    try (Log other = Log.open(unsynced, TestLog.small().withSyncOnRoll(false))) {
      TestLog.fill(other, 1);
      try (LogPoint point = other.point()) {
        TestLog.file(point, FileKind.LOG.nameOf(0)).synced();
      }
      other.roll();
      try (LogPoint point = other.point()) {
        assertFalse(TestLog.file(point, FileKind.LOG.nameOf(0)).isDurable());
      }
    }
  }

  @Test
  void whatIsDerivedIsNotStored() throws IOException {
    try (LogPoint point = log.point()) {
      assertTrue(TestLog.file(point, FileKind.LOG.nameOf(0)).isStored());
      assertTrue(TestLog.file(point, TestLog.activeLog(directory).getFileName().toString())
          .isStored());
      PointFile derived = TestLog.file(point, FileKind.PRODUCER_SNAPSHOT.nameOf(BATCHES));
      assertFalse(derived.isStored());
      assertThrows(IllegalStateException.class, () -> derived.linkTo(links.resolve("x")));
      assertThrows(IllegalStateException.class, () -> derived.cloneTo(links.resolve("x")));
    }
  }

  @Test
  void clonesHaveTheContentOfThePointAfterTruncation() throws IOException {
    Path other = folder.resolve("cloned-0");
    try (Log cloned = TestLog.open(other, TestLog.small(), new ScriptedDisk())) {
      TestLog.fill(cloned, BATCHES);
      try (LogPoint point = cloned.point()) {
        Map<String, ByteBuffer> before = PointContents.of(point);
        cloned.truncateTo(3);
        for (PointFile file : point.files()) {
          if (file.isStored()) {
            file.cloneTo(links.resolve(file.name()));
          }
        }
        Map<String, ByteBuffer> clones = TestLog.files(links);
        assertTrue(clones.size() > 8);
        clones.forEach((name, content) -> assertEquals(before.get(name), content, name));
      }
    }
  }

  @Test
  void noLinkedFileIsEverWrittenInto() throws IOException {
    log.close();
    Map<String, ByteBuffer> before = linkAll();
    try (Log again = Log.open(directory, TestLog.small())) {
      TestLog.fill(again, 5);
      again.truncateTo(12);
      TestLog.fill(again, 30);
      again.truncateTo(2);
      TestLog.fill(again, 30);
      again.deleteRecordsBefore(15);
    }
    assertEquals(before, TestLog.files(links));
  }

  @Test
  void theCutOfATornTailLeavesLinksAlone() throws IOException {
    Path torn = TestLog.killed(folder.resolve("torn-0"), TestLog.small(), BATCHES);
    TestLog.add(TestLog.activeLog(torn), new byte[20]);
    directory = torn;
    Map<String, ByteBuffer> before = linkAll();
    try (Log again = TestLog.openToKill(torn, TestLog.small())) {
      TestLog.fill(again, 5);
    }
    assertEquals(before, TestLog.files(links));
  }

  private Map<String, ByteBuffer> linkAll() throws IOException {
    for (String name : TestLog.files(directory).keySet()) {
      Files.createLink(links.resolve(name), directory.resolve(name));
    }
    return TestLog.files(links);
  }
}
