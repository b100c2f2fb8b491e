package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.NotFoundException;
import io.segsnap.format.Damage;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryPointTest {

  @TempDir
  Path folder;

  static List<String> cases() {
    return SampleData.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingInTheDirectoryChanges(String sample) throws IOException {
    Path directory = SampleData.unpack(sample, folder);
    Map<String, String> before = state(directory.getParent());
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      PointContents.of(point);
    }
    assertEquals(before, state(directory.getParent()));
  }

  /** Compaction gives the active segment's index entries other positions than appends do. */
  @ParameterizedTest
  @ValueSource(strings = {"delete-records", "headers-nulls", "lz4", "txn", "compacted"})
  void theFilesOfACleanlyClosedDirectoryAreTheBrokersOwn(String sample) throws IOException {
    Path directory = SampleData.unpack(sample, folder);
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      Map<String, ByteBuffer> files = new TreeMap<>(PointContents.of(point));
      Map<String, ByteBuffer> expected = TestLog.files(directory);
      assertEquals(expected.keySet(), files.keySet());
      for (String name : expected.keySet()) {
        assertEquals(expected.get(name), files.get(name), name);
      }
    }
  }

  /** Without the marks of a clean shutdown every index is derived from the batches. */
  @ParameterizedTest
  @ValueSource(strings = {"delete-records", "headers-nulls", "lz4", "txn"})
  void filesDerivedFromTheBatchesAreTheBrokersOwn(String sample) throws IOException {
    Path directory = SampleData.unpack(sample, folder);
    Files.delete(directory.resolveSibling(".kafka_cleanshutdown"));
    Files.delete(directory.resolveSibling("recovery-point-offset-checkpoint"));
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      Map<String, ByteBuffer> files = new TreeMap<>(PointContents.of(point));
      Map<String, ByteBuffer> expected = TestLog.files(directory);
      assertEquals(expected.keySet(), files.keySet());
      for (String name : expected.keySet()) {
        assertEquals(expected.get(name), files.get(name), name);
      }
    }
  }

  @Test
  void aTornTailIsLeftOutAndNamed() throws IOException {
    Path directory = SampleData.unpack(SampleData.TORN, folder);
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      TailCut cut = point.tailCut().orElseThrow();
      long length = Files.size(directory.resolve(cut.fileName()));
      assertEquals(length, cut.position() + cut.removedBytes());
      assertTrue(cut.removedBytes() > 0);
      long taken = point.files().stream()
          .filter(file -> file.name().equals(cut.fileName()))
          .mapToLong(PointFile::lengthBytes)
          .sum();
      assertEquals(cut.position(), taken);
    }
  }

  @Test
  void filesInTransitionAreNoneOfThePoint() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    for (String suffix : new String[] {".log.deleted", ".log.cleaned", ".index.deleted"}) {
      Files.write(TestLog.file(directory, 3, suffix), new byte[5]);
    }
    Files.write(directory.resolve("leader-epoch-checkpoint.tmp"), new byte[5]);
    Map<String, String> before = state(directory);
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertTrue(point.files().stream().noneMatch(f -> f.name().endsWith("d")));
    }
    assertEquals(before, state(directory));
  }

  @Test
  void damagedOutputOfACompactionIsAnError() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    Files.write(TestLog.file(directory, 0, ".log.swap"), new byte[5]);
    assertThrows(CorruptionException.class, () -> DirectoryPoint.open(directory, Disk.local()));
  }

  @Test
  void aDirectoryThatIsNotThereIsNotFound() {
    assertThrows(
        NotFoundException.class, () -> DirectoryPoint.open(folder.resolve("x-0"), Disk.local()));
  }

  @Test
  void aDirectoryWithoutSegmentsIsRefused() {
    assertThrows(InvalidRequestException.class, () -> DirectoryPoint.open(folder, Disk.local()));
  }

  @Test
  void aLogThatIsOpenIsLocked() throws IOException {
    Path directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, TestLog.small())) {
      log.append(TestRecords.one(0));
      assertThrows(LockedException.class, () -> DirectoryPoint.open(directory, Disk.local()));
    }
  }

  @Test
  void aPointKeepsWritersOutUntilItIsClosed() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(15, point.highWaterMark());
      assertThrows(LockedException.class, () -> Log.open(directory, TestLog.small()));
    }
    Log.open(directory, TestLog.small()).close();
  }

  @Test
  void aPointTellsItsBoundsAndSegments() throws IOException {
    Path directory = folder.resolve("t-0");
    List<SegmentInfo> segments;
    try (Log log = Log.open(directory, TestLog.small())) {
      TestLog.fill(log, 35);
      log.deleteRecordsBefore(15);
      segments = log.segments();
    }
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(segments.get(0).baseOffset(), point.baseOffset());
      assertEquals(15, point.logStartOffset());
      assertEquals(35, point.highWaterMark());
      assertEquals(segments, point.segments());
    }
  }

  @Test
  void theActiveFileOfAPointIsStoredButNotLinked() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      PointFile sealed = TestLog.file(point, FileKind.LOG.nameOf(0));
      assertTrue(sealed.isStored() && sealed.isSealed() && !sealed.isDurable());
      PointFile active =
          TestLog.file(point, TestLog.activeLog(directory).getFileName().toString());
      assertTrue(active.isStored() && !active.isSealed() && !active.isDurable());
      assertThrows(IllegalStateException.class, () -> active.linkTo(folder.resolve("link")));
      PointFile derived = TestLog.file(point, FileKind.PRODUCER_SNAPSHOT.nameOf(15));
      assertTrue(!derived.isStored() && !derived.isSealed() && !derived.isDurable());
      sealed.linkTo(folder.resolve("link"));
    }
    assertEquals(
        Files.getAttribute(FileKind.LOG.in(directory, 0), "unix:ino"),
        Files.getAttribute(folder.resolve("link"), "unix:ino"));
  }

  @Test
  void anActiveFileMayBeCloned() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 5);
    try (LogPoint point = DirectoryPoint.open(directory, new ScriptedDisk())) {
      TestLog.file(point, FileKind.LOG.nameOf(0)).cloneTo(folder.resolve("clone"));
    }
    assertEquals(-1, Files.mismatch(FileKind.LOG.in(directory, 0), folder.resolve("clone")));
  }

  /** A broker leaves no lock file in a partition directory, so that nothing keeps it out. */
  @Test
  void aWriterThatCameMeanwhileIsSeenByWhatItChanged() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 15);
    Files.delete(directory.resolve(PartitionDirectory.LOCK));
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      point.requireUnchanged();
      TestLog.add(TestLog.activeLog(directory), new byte[1]);
      assertThrows(LockedException.class, point::requireUnchanged);
    }
  }

  @Test
  void aLogDirOfARunningBrokerIsLocked() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 5);
    Files.createFile(folder.resolve("meta.properties"));
    var broker = Disk.local().lock(folder.resolve(PartitionDirectory.LOCK));
    assertThrows(LockedException.class, () -> DirectoryPoint.open(directory, Disk.local()));
    broker.close();
    DirectoryPoint.open(directory, Disk.local()).close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPointThatFailsToOpenLocksNobodyOut(boolean locked) throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), LogOptions.defaults(), 5);
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    TestLog.flipBit(TestLog.activeLog(directory), 70);
    if (!locked) {
      Files.delete(directory.resolve(PartitionDirectory.LOCK));
    }
    assertThrows(CorruptionException.class, () -> DirectoryPoint.open(directory, Disk.local()));
    TestLog.flipBit(TestLog.activeLog(directory), 70);
    Log.open(directory, LogOptions.defaults()).close();
  }

  @Test
  void aLogWhoseRecordsWereAllDeletedHasAPoint() throws IOException {
    Path directory = TestLog.closedAndEmptied(folder.resolve("t-0"), 5);
    try (LogPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(5, point.logStartOffset());
      assertEquals(5, point.highWaterMark());
    }
  }

  @Test
  void aLogThatEndsBelowItsStartHasNoPoint() throws IOException {
    Path directory = TestLog.closedAndEmptied(folder.resolve("t-0"), 5);
    Path log = TestLog.activeLog(directory);
    TestLog.cut(log, Files.size(log) - TestRecords.batchBytes(4));
    var damage =
        assertThrows(CorruptionException.class, () -> DirectoryPoint.open(directory, Disk.local()));
    assertTrue(damage.getMessage().contains("log start offset 5"), damage.getMessage());
  }

  @Test
  void aTornTailIsDescribed() {
    TailCut cut = new TailCut("a.log", 100, 7, new Damage(100, "a batch", "7 bytes"));
    assertEquals(
        "a.log: cut 7 bytes after position 100 (expected a batch, found 7 bytes)", cut.toString());
  }

  /** Content, inode and times of everything below a directory. */
  private static Map<String, String> state(Path directory) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (var files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String content = Files.isRegularFile(file)
            ? String.valueOf(ByteBuffer.wrap(Files.readAllBytes(file)).hashCode())
            : "";
        state.put(
            file.toString(),
            content
                + Files.getAttribute(file, "unix:ctime")
                + Files.getAttribute(file, "unix:ino"));
      }
    }
    return state;
  }
}
