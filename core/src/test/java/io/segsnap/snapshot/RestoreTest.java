package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreTest extends SnapshotTestBase {

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP", "AUTO"})
  void shouldRestoreEveryByteAndTime(CopyStrategy strategy) throws IOException {
    SnapshotManager manager = manager();
    Snapshot snapshot = manager.create(CREATE);
    RestoreReport report = manager.restore(snapshot.id(), target, RESTORE.withStrategy(strategy));
    assertEquals(TestLogs.contents(log), TestLogs.contents(target));
    assertEquals(
        List.of("orders-0", "restored"), TestLogs.names(folder), "nothing else must be left");
    assertEquals(target.toRealPath(), report.target());
    assertEquals(snapshot.totalBytes(), report.bytes());
    assertEquals(50, report.highWaterMark());
    assertEquals(List.of(), report.filesWithoutChecksums());
    assertEquals(List.of(), report.notes());
    for (String name : TestLogs.logContents(log).keySet()) {
      assertEquals(
          Files.getLastModifiedTime(log.resolve(name)),
          Files.getLastModifiedTime(target.resolve(name)));
    }
  }

  @Test
  void shouldOpenWithoutAScanAndTakeAppends() throws IOException {
    SnapshotManager manager = manager();
    manager.restore(manager.create(LINK).id(), target, RESTORE);
    try (Log restored = Log.open(target, TestLogs.OPTIONS)) {
      assertEquals(List.of(), restored.recovery().checkedSegments());
      assertEquals(50, restored.logEndOffset());
      TestLogs.append(restored, 5);
      assertEquals(55, restored.logEndOffset());
    }
    assertClean(manager.verify(manager.resolve("latest"), VERIFY));
  }

  @Test
  void shouldNeverShareAFileWithTheSnapshot() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(LINK).id();
    manager.restore(id, target, RESTORE);
    for (String name : TestLogs.names(target)) {
      assertFalse(Files.isSameFile(target.resolve(name), snapshots.resolve(id).resolve(name)));
    }
    assertRefused(
        InvalidRequestException.class,
        "must not share files",
        () -> manager.restore(id, folder.resolve("b"), RESTORE.withStrategy(CopyStrategy.LINK)));
  }

  @Test
  void shouldSayWhichFilesHadNoChecksumsYet() throws IOException {
    forgetChecksums();
    SnapshotManager manager = manager();
    Snapshot snapshot = manager.create(LINK);
    RestoreReport report = manager.restore(snapshot.id(), target, RESTORE);
    assertEquals(
        List.of("00000000000000000000.log", "00000000000000000015.log", "00000000000000000030.log"),
        report.filesWithoutChecksums());
    manager.verify(snapshot.id(), VERIFY);
    RestoreReport second = manager.restore(snapshot.id(), folder.resolve("again"), RESTORE);
    assertEquals(List.of(), second.filesWithoutChecksums());
  }

  @Test
  void shouldRestoreIntoAnEmptyDirectory() throws IOException {
    SnapshotManager manager = manager();
    Files.createDirectory(target);
    manager.restore(manager.create(CREATE).id(), target, RESTORE);
    assertEquals(TestLogs.contents(log), TestLogs.contents(target));
  }

  @Test
  void shouldRestoreALogThatIsGoneToItsOldPlace() throws IOException {
    SnapshotOptions elsewhere =
        SnapshotOptions.defaults().withSnapshotDirectory(folder.resolve("backup"));
    String id = SnapshotManager.open(log, elsewhere).create(CREATE).id();
    var before = TestLogs.contents(log);
    SnapshotFolder.remove(Disk.local(), log);
    SnapshotManager.open(log, elsewhere).restore(id, log, RESTORE);
    assertEquals(before, TestLogs.contents(log));
  }

  @Test
  void shouldRefuseATargetThatIsNotEmptyOrNoDirectory() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Path full = Files.createDirectory(folder.resolve("full"));
    Path file = Files.writeString(full.resolve("mine"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), full);
    assertRefused(
        InvalidRequestException.class, "is not empty", () -> manager.restore(id, full, RESTORE));
    assertRefused(
        InvalidRequestException.class, "no directory", () -> manager.restore(id, file, RESTORE));
    assertRefused(
        InvalidRequestException.class, "no directory", () -> manager.restore(id, link, RESTORE));
    assertRefused(
        InvalidRequestException.class,
        "parent directory does not exist",
        () -> manager.restore(id, folder.resolve("a/b"), RESTORE));
    assertRefused(
        InvalidRequestException.class,
        "root of a file system",
        () -> manager.restore(id, Path.of("/"), RESTORE));
    assertEquals("x", Files.readString(file));
  }

  @Test
  void shouldRefuseATargetThatTouchesTheLogOrTheSnapshots() throws IOException {
    Path backups = Files.createDirectories(folder.resolve("backups/inner"));
    SnapshotManager manager =
        SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(backups));
    String id = manager.create(CREATE).id();
    Path alias = Files.createSymbolicLink(folder.resolve("alias"), backups);
    List<Path> bad = List.of(
        log.resolve("new"),
        backups.resolve("new"),
        backups.resolve(id).resolve("new"),
        alias.resolve("new"),
        log.resolve("../orders-0/new"));
    for (Path path : bad) {
      assertRefused(
          InvalidRequestException.class,
          "is, contains or lies in",
          () -> manager.restore(id, path, RESTORE));
    }
    for (Path path : List.of(log, folder, backups.getParent())) {
      assertThrows(InvalidRequestException.class, () -> manager.restore(id, path, RESTORE));
    }
  }

  @Test
  void shouldRefuseToRestoreOneFlippedByteInAnyFile() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Path held = snapshots.resolve(id);
    for (String name : TestLogs.names(held)) {
      Path file = held.resolve(name);
      // The checkpoint is not copied but written anew.
      if (Files.size(file) == 0 || name.equals("segsnap-checkpoint")) {
        continue;
      }
      TestLogs.flip(file);
      CorruptionException e =
          assertThrows(CorruptionException.class, () -> manager.restore(id, target, RESTORE), name);
      assertEquals(file, e.path());
      assertEquals(List.of("orders-0"), TestLogs.names(folder));
      TestLogs.flip(file);
    }
    manager.restore(id, target, RESTORE);
  }

  @Test
  void shouldFindADamagedBatchInAFileWithoutChecksums() throws IOException {
    forgetChecksums();
    SnapshotManager manager = manager();
    String id = manager.create(LINK).id();
    TestLogs.flip(snapshots.resolve(id).resolve("00000000000000000015.log"));
    assertRefused(
        CorruptionException.class, "batch CRC", () -> manager.restore(id, target, RESTORE));
    assertEquals(List.of("orders-0"), TestLogs.names(folder));
  }

  @Test
  void shouldRefuseMissingLongerAndLinkedFiles() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Path file = snapshots.resolve(id).resolve("00000000000000000015.log");
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    assertRefused(
        CorruptionException.class, "found none", () -> manager.restore(id, target, RESTORE));
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused(
        CorruptionException.class,
        (bytes.length + 1) + " bytes",
        () -> manager.restore(id, target, RESTORE));
    Files.delete(file);
    Files.createSymbolicLink(file, Files.write(folder.resolve("x"), bytes));
    assertRefused(
        CorruptionException.class, "symbolic link", () -> manager.restore(id, target, RESTORE));
    Files.delete(file);
    Files.write(file, bytes);
    Files.createSymbolicLink(snapshots.resolve(id).resolve("extra"), folder.resolve("x"));
    assertRefused(
        CorruptionException.class, "symbolic link", () -> manager.restore(id, target, RESTORE));
  }

  @Test
  void shouldNoteFilesItLeftOut() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Files.writeString(snapshots.resolve(id).resolve("readme"), "x");
    RestoreReport report = manager.restore(id, target, RESTORE);
    assertEquals(List.of("left out readme, which does not belong to the snapshot"), report.notes());
    assertFalse(Files.exists(target.resolve("readme")));
  }

  @Test
  void shouldCarryTheLogStartOffsetAndTellTheOperator() throws IOException {
    SnapshotManager manager = manager();
    String id;
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      open.deleteRecordsBefore(20);
      id = manager.create(open, CREATE).id();
    }
    RestoreReport report = manager.restore(id, target, RESTORE);
    assertEquals(20, report.logStartOffset());
    assertEquals(1, report.notes().size());
    assertTrue(report.notes().get(0).contains("'orders 0 20'"), report.notes().get(0));
    try (Log restored = Log.open(target, TestLogs.OPTIONS)) {
      assertEquals(20, restored.logStartOffset());
    }
  }

  @Test
  void shouldRestoreAgainWhereTheFirstWasTakenAway() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    manager.restore(id, target, RESTORE);
    Files.move(target, folder.resolve("elsewhere"));
    manager.restore(id, target, RESTORE);
    assertEquals(TestLogs.contents(log), TestLogs.contents(target));
  }

  @Test
  void shouldSweepWhatAnEarlierRestoreToTheSameTargetLeft() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Path leftover = Files.createDirectory(folder.resolve(".restored.restoring-snapshot-5"));
    Files.writeString(leftover.resolve("half.log"), "x");
    Path other = Files.createDirectory(folder.resolve(".other.restoring-snapshot-5"));
    manager.restore(id, target, RESTORE);
    assertFalse(Files.exists(leftover));
    assertTrue(Files.exists(other));
  }

  @Test
  void shouldRefuseATargetThatAnotherRestoreFills() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    DirectoryLock other = Disk.local().lock(folder.resolve(".restored.restoring.lock"));
    try {
      assertThrows(LockedException.class, () -> manager.restore(id, target, RESTORE));
      assertTrue(Files.exists(folder.resolve(".restored.restoring.lock")));
    } finally {
      other.close();
    }
    manager.restore(id, target, RESTORE);
    assertFalse(Files.exists(folder.resolve(".restored.restoring.lock")));
  }

  @Test
  void shouldLeaveNothingWhenCancelled() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Thread caller = Thread.currentThread();
    assertThrows(
        InterruptedIOException.class,
        () ->
            manager.restore(id, target, RESTORE.withProgress((done, total) -> caller.interrupt())));
    assertTrue(Thread.interrupted());
    assertThrows(
        IllegalStateException.class,
        () -> manager.restore(id, target, RESTORE.withProgress((done, total) -> {
          throw new IllegalStateException("enough");
        })));
    assertEquals(List.of("orders-0"), TestLogs.names(folder));
  }
}
