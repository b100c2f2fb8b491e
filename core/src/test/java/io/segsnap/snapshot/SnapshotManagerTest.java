package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.NotFoundException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotManagerTest extends SnapshotTestBase {

  @Test
  void shouldDescribeWhatItHolds() throws IOException {
    CreateOptions options = CREATE.withLabel("before the upgrade").withTags(List.of("keep", "é"));
    Snapshot snapshot = manager().create(options);
    assertEquals(FIRST_ID, snapshot.id());
    assertEquals(NOW, snapshot.created());
    assertEquals("orders-0", snapshot.topicPartition());
    assertEquals(0, snapshot.baseOffset());
    assertEquals(0, snapshot.logStartOffset());
    assertEquals(50, snapshot.highWaterMark());
    assertEquals(4, snapshot.segmentCount());
    assertEquals(List.of(0L, 15L, 30L, 45L), snapshot.segmentBaseOffsets());
    assertEquals(Optional.of("before the upgrade"), snapshot.label());
    assertEquals(List.of("keep", "é"), snapshot.tags());
    assertEquals(Optional.empty(), snapshot.tailCut());
    assertEquals(List.of(CopyStrategy.OFF_HEAP), List.copyOf(snapshot.captures().keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldEveryByteOfTheLogWhateverTheStrategy(CopyStrategy strategy) throws IOException {
    SortedMap<String, String> before = TestLogs.contents(log);
    SnapshotManager manager = manager(new ScriptedDisk());
    Snapshot snapshot = manager.create(CREATE.withStrategy(strategy));
    SortedMap<String, String> held = TestLogs.contents(snapshots.resolve(snapshot.id()));
    held.remove("manifest.json");
    assertEquals(before, held);
    assertClean(manager.verify(snapshot.id(), VERIFY));
  }

  @Test
  void shouldKeepModificationTimes() throws IOException {
    FileTime old = FileTime.fromMillis(1_234_567_890_123L);
    Path file = log.resolve("00000000000000000015.log");
    Files.setLastModifiedTime(file, old);
    Snapshot snapshot = manager().create(CREATE);
    Path copy = snapshots.resolve(snapshot.id()).resolve(file.getFileName());
    assertEquals(old, Files.getLastModifiedTime(copy));
  }

  @Test
  void shouldBeAPartitionDirectoryThatOpensWithoutAScan() throws IOException {
    Snapshot snapshot = manager().create(CREATE);
    try (Log opened = Log.open(snapshots.resolve(snapshot.id()), TestLogs.OPTIONS)) {
      assertEquals(50, opened.logEndOffset());
      assertEquals(List.of(), opened.recovery().checkedSegments());
    }
  }

  @Test
  void shouldStayAsItIsWhateverHappensToTheLog() throws IOException {
    SnapshotManager manager = manager();
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      Snapshot snapshot = manager.create(open, LINK);
      Path held = snapshots.resolve(snapshot.id());
      SortedMap<String, String> before = TestLogs.contents(held);
      TestLogs.append(open, 40);
      open.truncateTo(20);
      TestLogs.append(open, 10);
      open.deleteRecordsBefore(18);
      assertEquals(before, TestLogs.contents(held));
      assertEquals(50, snapshot.highWaterMark());
      assertClean(manager.verify(snapshot.id(), VERIFY));
    }
  }

  @Test
  void shouldLinkSealedSegmentsAndCopyTheActiveOne() throws IOException {
    Snapshot snapshot = manager().create(LINK);
    Path held = snapshots.resolve(snapshot.id());
    String sealed = "00000000000000000000.log";
    String active = "00000000000000000045.log";
    assertTrue(Files.isSameFile(log.resolve(sealed), held.resolve(sealed)));
    assertFalse(Files.isSameFile(log.resolve(active), held.resolve(active)));
    assertTrue(
        snapshot.captures().get(CopyStrategy.LINK) >= 9, snapshot.captures().toString());
  }

  @Test
  void shouldHoldAnEmptyLog() throws IOException {
    Path empty = folder.resolve("empty-0");
    Log.open(empty, LogOptions.defaults().withInitialOffset(7)).close();
    SnapshotManager manager = SnapshotManager.open(empty, SnapshotOptions.defaults());
    Snapshot snapshot = manager.create(CREATE);
    assertEquals(7, snapshot.baseOffset());
    assertEquals(7, snapshot.highWaterMark());
    assertClean(manager.verify(snapshot.id(), VERIFY));
    manager.restore(snapshot.id(), target, RESTORE);
    try (Log restored = Log.open(target, LogOptions.defaults())) {
      assertEquals(7, restored.logEndOffset());
    }
  }

  @Test
  void shouldSayWhatWasCutFromATornTail() throws IOException {
    Path active = log.resolve("00000000000000000045.log");
    Files.write(active, new byte[30], StandardOpenOption.APPEND);
    Files.delete(log.resolve("segsnap-checkpoint"));
    long length = Files.size(active) - 30;
    SnapshotManager manager = manager();
    Snapshot snapshot = manager.create(CREATE);
    assertEquals(length, snapshot.tailCut().orElseThrow().position());
    assertEquals(30, snapshot.tailCut().orElseThrow().removedBytes());
    assertEquals(snapshot, manager.get(snapshot.id()));
    assertEquals(
        length, Files.size(snapshots.resolve(snapshot.id()).resolve(active.getFileName())));
    assertEquals(length + 30, Files.size(active));
  }

  @Test
  void shouldListNewestFirst() throws IOException {
    SnapshotManager manager = manager();
    Snapshot first = manager.create(CREATE);
    clock.set(NOW.plusSeconds(10));
    Snapshot second = manager.create(CREATE);
    assertEquals(List.of(second, first), manager.list().snapshots());
    assertEquals(List.of(), manager.list().damaged());
  }

  @Test
  void shouldKnowItsSnapshotsAgainWhenOpenedAnew() throws IOException {
    Snapshot snapshot = manager().create(CREATE.withLabel("x").withTags(List.of("a", "b")));
    assertEquals(List.of(snapshot), manager().list().snapshots());
    assertEquals(snapshot, manager().get(snapshot.id()));
  }

  @Test
  void shouldGiveIncreasingIdsWhenTheClockRepeatsOrStepsBack() throws IOException {
    SnapshotManager manager = manager();
    manager.create(CREATE);
    manager.create(CREATE);
    clock.set(NOW.minusSeconds(1000));
    manager.create(CREATE);
    assertEquals(
        List.of("snapshot-1772600767123456791", "snapshot-1772600767123456790", FIRST_ID),
        ids(manager));
  }

  @Test
  void shouldNotUseTheIdOfADeletedSnapshotAgain() throws IOException {
    SnapshotManager manager = manager();
    manager.delete(manager.create(CREATE).id());
    assertEquals("snapshot-1772600767123456790", manager().create(CREATE).id());
  }

  @Test
  void shouldNotUseTheIdOfASnapshotInProgressAgain() throws IOException {
    Files.createDirectories(snapshots.resolve(".creating-" + FIRST_ID));
    DirectoryLock busy = Disk.local().lock(snapshots.resolve(".lock"));
    SnapshotManager opened = manager();
    busy.close();
    assertEquals("snapshot-1772600767123456790", opened.create(CREATE).id());
  }

  @Test
  void shouldKeepSnapshotsInAnotherFolderWhenAsked() throws IOException {
    Path elsewhere = folder.resolve("backups/of/orders-0");
    SnapshotManager manager =
        SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(elsewhere));
    Snapshot snapshot = manager.create(CREATE);
    assertTrue(Files.exists(elsewhere.resolve(snapshot.id()).resolve("manifest.json")));
    assertFalse(Files.exists(snapshots));
  }

  @Test
  void shouldDeleteASnapshotAndNoOther() throws IOException {
    SnapshotManager manager = manager();
    String first = manager.create(CREATE).id();
    String second = manager.create(LINK).id();
    SortedMap<String, String> before = TestLogs.contents(log);
    manager.delete(second);
    assertEquals(List.of(first), ids(manager));
    assertEquals(List.of(".lock", first, "snapshots.json"), TestLogs.names(snapshots));
    assertEquals(before, TestLogs.contents(log));
    assertClean(manager.verify(first, VERIFY));
    assertRefused(NotFoundException.class, second, () -> manager.delete(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "snapshot-1/../x", "snapshot-1\\..", "/etc", "", "snapshot-x"})
  void shouldRefuseTextThatIsNoId(String id) throws IOException {
    SnapshotManager manager = manager();
    assertThrows(InvalidRequestException.class, () -> manager.get(id));
    assertThrows(InvalidRequestException.class, () -> manager.verify(id, VERIFY));
    assertThrows(InvalidRequestException.class, () -> manager.restore(id, target, RESTORE));
    assertThrows(InvalidRequestException.class, () -> manager.delete(id));
  }

  @Test
  void shouldSayWhichSnapshotIsMissing() throws IOException {
    SnapshotManager manager = manager();
    String id = "snapshot-5";
    assertRefused(NotFoundException.class, id, () -> manager.get(id));
    assertRefused(NotFoundException.class, id, () -> manager.verify(id, VERIFY));
    assertRefused(NotFoundException.class, id, () -> manager.restore(id, target, RESTORE));
    assertRefused(NotFoundException.class, id, () -> manager.delete(id));
    assertFalse(Files.exists(snapshots));
  }

  @Test
  void shouldFindTheLatest() throws IOException {
    SnapshotManager manager = manager();
    assertThrows(NotFoundException.class, () -> manager.resolve("latest"));
    manager.create(CREATE);
    String second = manager.create(CREATE).id();
    assertEquals(second, manager.resolve("latest"));
    assertEquals("snapshot-7", manager.resolve("snapshot-7"));
  }

  @Test
  void shouldRefuseADirectoryThatDoesNotExist() {
    assertRefused(
        NotFoundException.class,
        "no such directory",
        () -> SnapshotManager.open(folder.resolve("none-0"), SnapshotOptions.defaults()));
  }

  @Test
  void shouldLeaveADirectoryThatIsNoPartitionAsItIs() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("readme.txt"), "hello");
    SnapshotManager manager = SnapshotManager.open(other, SnapshotOptions.defaults());
    assertThrows(InvalidRequestException.class, () -> manager.create(CREATE));
    assertEquals(List.of("readme.txt"), TestLogs.names(other));
  }

  @Test
  void shouldRefuseTheLogOfAnotherDirectory() throws IOException {
    SnapshotManager manager = manager();
    try (Log other = Log.open(folder.resolve("other-0"), TestLogs.OPTIONS)) {
      assertRefused(InvalidRequestException.class, "other-0", () -> manager.create(other, CREATE));
    }
  }

  @Test
  void shouldRefuseADirectoryThatSomebodyWrites() throws IOException {
    SnapshotManager manager = manager();
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      assertEquals(50, open.logEndOffset());
      assertThrows(LockedException.class, () -> manager.create(CREATE));
    }
    assertEquals(List.of(), ids(manager));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000030.log",
        "00000000000000000045.log",
        "00000000000000000045.index",
        "00000000000000000099.log",
        ".lock"
      })
  void shouldRefuseADirectoryWithoutALockFileThatChangedMeanwhile(String file) throws IOException {
    Files.delete(log.resolve(".lock"));
    SnapshotManager manager = manager();
    CreateOptions whileWritten =
        CREATE.withProgress((done, total) -> appendByte(log.resolve(file)));
    assertRefused(LockedException.class, file, () -> manager.create(whileWritten));
    assertEquals(List.of(), ids(manager));
  }

  private static void appendByte(Path file) {
    try {
      Files.write(file, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldLetThreadsOfOneManagerWaitForEachOther() throws Exception {
    SnapshotManager manager = manager();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Snapshot>> created = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        CreateOptions options = i % 2 == 0 ? CREATE : LINK;
        created.add(threads.submit(() -> manager.create(options)));
      }
      HashSet<String> ids = new HashSet<>();
      for (Future<Snapshot> snapshot : created) {
        ids.add(snapshot.get().id());
      }
      assertEquals(8, ids.size());
      assertEquals(ids, new HashSet<>(ids(manager)));
    } finally {
      threads.shutdownNow();
    }
    for (String id : ids(manager)) {
      assertClean(manager.verify(id, VERIFY));
    }
  }

  @Test
  void shouldRefuseWritersAndServeReadersWhileAnotherHoldsTheLock() throws IOException {
    SnapshotManager manager = manager();
    Snapshot snapshot = manager.create(CREATE);
    DirectoryLock busy = Disk.local().lock(snapshots.resolve(".lock"));
    try {
      assertThrows(LockedException.class, () -> manager.create(CREATE));
      assertThrows(LockedException.class, () -> manager.delete(snapshot.id()));
      assertEquals(List.of(snapshot), manager().list().snapshots());
      assertEquals(snapshot, manager.get(snapshot.id()));
      assertClean(manager.verify(snapshot.id(), VERIFY));
      manager.restore(snapshot.id(), target, RESTORE);
    } finally {
      busy.close();
    }
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @Test
  void shouldLeaveNothingWhenTheListenerCancels() throws IOException {
    SnapshotManager manager = manager();
    CreateOptions cancelled = CREATE.withProgress((done, total) -> {
      throw new IllegalStateException("enough");
    });
    assertThrows(IllegalStateException.class, () -> manager.create(cancelled));
    assertEquals(List.of(), ids(manager));
    assertFalse(Files.exists(snapshots));
  }

  @Test
  void shouldLeaveNothingWhenInterrupted() throws IOException {
    SnapshotManager manager = manager();
    manager.create(CREATE);
    List<String> before = TestLogs.names(snapshots);
    Thread caller = Thread.currentThread();
    CreateOptions interrupting = CREATE.withProgress((done, total) -> caller.interrupt());
    assertThrows(InterruptedIOException.class, () -> manager.create(interrupting));
    assertTrue(Thread.interrupted());
    assertEquals(before, TestLogs.names(snapshots));
  }

  @Test
  void shouldReportProgressUpToTheTotal() throws IOException {
    List<Map.Entry<Long, Long>> seen = new ArrayList<>();
    Snapshot snapshot =
        manager().create(CREATE.withProgress((done, total) -> seen.add(Map.entry(done, total))));
    assertEquals(
        Map.entry(snapshot.totalBytes(), snapshot.totalBytes()), seen.get(seen.size() - 1));
  }
}
