package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
      PointFile file = point.files().stream()
          .filter(each -> each.name().equals(active))
          .findFirst()
          .orElseThrow();
      assertFalse(file.isSealed());
      assertThrows(IllegalStateException.class, () -> file.linkTo(links.resolve("x")));
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
