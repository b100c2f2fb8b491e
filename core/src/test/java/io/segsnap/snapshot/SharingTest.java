package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.StorageException;
import io.segsnap.UnsupportedStrategyException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.log.Log;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Snapshots that share with the log what they hold: by links and clones, picked or asked for. */
class SharingTest extends SnapshotTestBase {

  private static final CreateOptions AUTO = CREATE.withStrategy(CopyStrategy.AUTO);
  private static final CreateOptions CLONE = CREATE.withStrategy(CopyStrategy.CLONE);

  /** Of a file system that has none, whatever that of the tests has. */
  private static Disk withoutClones() {
    return new ForwardingDisk(Disk.local()) {
      @Override
      public boolean mayClone(Path from, Path to) {
        return false;
      }
    };
  }

  private Snapshot createOfOpenLog(Disk disk, CreateOptions options) throws IOException {
    try (Log opened = Log.open(log, TestLogs.OPTIONS)) {
      return manager(disk).create(opened, options);
    }
  }

  @Test
  void shouldLinkALogThatThisProcessHasOpenWhenLeftToItself() throws IOException {
    Snapshot snapshot = createOfOpenLog(withoutClones(), AUTO);
    assertEquals(
        Set.of(CopyStrategy.LINK, CopyStrategy.OFF_HEAP), snapshot.captures().keySet());
    assertClean(manager().verify(snapshot.id(), VERIFY));
  }

  @Test
  void shouldCopyADirectoryThatOthersMayWriteInLaterWhenLeftToItself() throws IOException {
    Snapshot snapshot = manager(withoutClones()).create(AUTO);
    assertEquals(Set.of(CopyStrategy.OFF_HEAP), snapshot.captures().keySet());
  }

  @Test
  void shouldCloneWhereTheFileSystemCanWhenLeftToItself() throws IOException {
    ScriptedDisk disk = new ScriptedDisk().withClones();
    Snapshot snapshot = manager(disk).create(AUTO);
    assertTrue(snapshot.captures().containsKey(CopyStrategy.CLONE));
    assertClean(manager().verify(snapshot.id(), VERIFY));
    manager(disk).restore(snapshot.id(), target, RESTORE.withStrategy(CopyStrategy.AUTO));
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
    assertTrue(disk.calls().stream().anyMatch(call -> call.startsWith("clone 00")));
  }

  private static Disk withoutTheClonesItPromises() {
    return new ForwardingDisk(Disk.local()) {
      @Override
      public boolean mayClone(Path from, Path to) {
        return true;
      }

      @Override
      public void cloneFile(Path clone, Path existing) throws IOException {
        throw new UnsupportedStrategyException("clone", clone, "not here");
      }
    };
  }

  @Test
  void shouldCheckWhatIsCopiedWhereClonesWereExpected() throws IOException {
    forgetChecksums();
    String id = manager().create(LINK).id();
    SnapshotManager manager = manager(withoutTheClonesItPromises());
    RestoreReport report = manager.restore(id, target, RESTORE.withStrategy(CopyStrategy.AUTO));
    assertFalse(report.filesWithoutChecksums().isEmpty());
  }

  @Test
  void shouldCopyWhereAFileSystemThatCouldHaveClonesHasNone() throws IOException {
    Disk disk = withoutTheClonesItPromises();
    Snapshot snapshot = manager(disk).create(AUTO);
    assertEquals(Set.of(CopyStrategy.OFF_HEAP), snapshot.captures().keySet());
    manager(disk).restore(snapshot.id(), target, RESTORE.withStrategy(CopyStrategy.AUTO));
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
    assertThrows(UnsupportedStrategyException.class, () -> manager(disk).create(CLONE));
    assertEquals(List.of(snapshot.id()), ids(manager()));
  }

  @Test
  void shouldSayThatALogIsBeingWrittenWhenAFileGrewBeforeItWasCloned() throws IOException {
    Files.delete(log.resolve(".lock"));
    SnapshotManager manager = manager(new ScriptedDisk().withClones());
    Path last = log.resolve("00000000000000000030.log");
    CreateOptions whileWritten = CLONE.withProgress((done, total) -> append(last));
    LockedException refused =
        assertRefused(LockedException.class, "30.log", () -> manager.create(whileWritten));
    assertInstanceOf(CorruptionException.class, refused.getSuppressed()[0]);
    assertEquals(List.of(), ids(manager));
  }

  private static void append(Path file) {
    try {
      Files.write(file, new byte[1], StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldVerifyEveryByteOfARestoreByClones() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    String id = manager.create(CREATE).id();
    RestoreOptions cloning = RESTORE.withStrategy(CopyStrategy.CLONE);
    for (String name : TestLogs.names(snapshots.resolve(id))) {
      Path file = snapshots.resolve(id).resolve(name);
      if (name.endsWith("index") || name.endsWith(".log")) {
        byte[] sound = Files.readAllBytes(file);
        assumeTrue(sound.length > 0);
        TestLogs.flip(file);
        assertThrows(CorruptionException.class, () -> manager.restore(id, target, cloning), name);
        assertFalse(Files.exists(target));
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, sound);
        Files.setLastModifiedTime(file, time);
      }
    }
    manager.restore(id, target, cloning);
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @Test
  void shouldWriteWhatIsDerivedForAPartAndCloneTheRest() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    String id = manager.create(CREATE).id();
    RestoreOptions part = RESTORE.withRange(RestoreRange.ALL.withToOffset(33));
    manager.restore(id, folder.resolve("copied"), part);
    manager.restore(id, target, part.withStrategy(CopyStrategy.CLONE));
    assertEquals(TestLogs.contents(folder.resolve("copied")), TestLogs.contents(target));
    assertTrue(
        disk.calls().contains("clone 00000000000000000015.log"), disk.calls().toString());
  }

  @Test
  void shouldKeepCloneAndSourceApart() throws IOException {
    Path place = reflinkFolder();
    Path here = TestLogs.create(place.resolve("clones-0"), 50);
    SnapshotManager manager =
        SnapshotManager.open(here, SnapshotOptions.defaults().withClock(clock));
    Map<String, String> before = TestLogs.logContents(here);
    Snapshot snapshot = manager.create(AUTO.withSynced(true));
    assertTrue(snapshot.captures().containsKey(CopyStrategy.CLONE));
    assertClean(manager.verify(snapshot.id(), VERIFY));
    TestLogs.flip(here.resolve("00000000000000000015.log"));
    assertClean(manager.verify(snapshot.id(), VERIFY));
    Path restored = place.resolve("restored-0");
    manager.restore(snapshot.id(), restored, RESTORE.withStrategy(CopyStrategy.AUTO));
    assertEquals(before, TestLogs.logContents(restored));
  }

  private static Path reflinkFolder() throws IOException {
    String name = System.getProperty("segsnap.reflink.dir", "");
    assumeTrue(!name.isEmpty(), "-Dsegsnap.reflink.dir names no folder on XFS or btrfs");
    return Files.createTempDirectory(Path.of(name), "segsnap");
  }

  @Test
  void shouldTakeOverChecksumsOfAnUnchangedInodeFromTheSnapshotBefore() throws IOException {
    forgetChecksums();
    SnapshotManager manager = manager();
    String first = manager.create(LINK).id();
    assertTrue(manager.verify(first, VERIFY).checksumsAdded() > 0);
    String second = manager.create(LINK).id();
    VerifyReport report = manager.verify(second, VERIFY);
    assertClean(report);
    assertEquals(0, report.checksumsAdded());
    manager.restore(second, target, RESTORE);
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @Test
  void shouldNotTakeOverChecksumsOfAFileThatWasTouchedOrReplaced() throws IOException {
    forgetChecksums();
    SnapshotManager manager = manager();
    String first = manager.create(LINK).id();
    manager.verify(first, VERIFY);
    Path touched = log.resolve("00000000000000000000.log");
    Files.setLastModifiedTime(touched, FileTime.fromMillis(1_234_567_890_000L));
    Path replaced = log.resolve("00000000000000000015.log");
    FileTime time = Files.getLastModifiedTime(replaced);
    Path copy = Files.copy(replaced, folder.resolve("copy"));
    Files.move(copy, replaced, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(replaced, time);
    String second = manager.create(LINK).id();
    assertEquals(2, manager.verify(second, VERIFY).checksumsAdded());
  }

  @Test
  void shouldCreateAlthoughTheSnapshotBeforeIsDamaged() throws IOException {
    SnapshotManager manager = manager();
    String first = manager.create(LINK).id();
    Path manifest = snapshots.resolve(first).resolve("manifest.json");
    TestLogs.flip(manifest);
    assertClean(manager.verify(manager.create(LINK).id(), VERIFY));
  }

  @Test
  void shouldNotBelieveChecksumsOfALogWhoseFileGotLonger() throws IOException {
    SnapshotManager manager = manager();
    try (Log opened = Log.open(log, TestLogs.OPTIONS)) {
      TestLogs.append(opened, 30);
      Path sealed = log.resolve("00000000000000000060.log");
      long length = Files.size(sealed);
      append(sealed);
      VerifyReport report = manager.verify(manager.create(opened, LINK).id(), VERIFY);
      assertEquals(
          List.of(length),
          report.problems().stream().map(VerifyProblem::position).toList());
    }
  }

  @Test
  void shouldTellTheLogThatALinkedSegmentCouldNotBeSynced() throws IOException {
    ScriptedDisk disk = new ScriptedDisk().failingOn("sync 00000000000000000015.log");
    try (Log opened = Log.open(log, TestLogs.OPTIONS)) {
      SnapshotManager manager = manager(disk);
      assertThrows(StorageException.class, () -> manager.create(opened, LINK.withSynced(true)));
      assertThrows(InvalidRequestException.class, opened::flush);
    }
  }

  @Test
  void shouldSyncTheSealedFilesOfAnOpenLogOnlyOnce() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    try (Log opened = Log.open(log, TestLogs.OPTIONS)) {
      SnapshotManager manager = manager(disk);
      CreateOptions synced = AUTO.withSynced(true);
      manager.create(opened, synced);
      assertTrue(disk.calls().contains("sync 00000000000000000000.log"));
      int before = disk.calls().size();
      manager.create(opened, synced);
      List<String> later = disk.calls().subList(before, disk.calls().size());
      assertFalse(later.contains("sync 00000000000000000000.log"), later.toString());
      assertTrue(later.contains("sync 00000000000000000045.log"), later.toString());
    }
  }

  @Test
  void shouldNotSyncWhatTheLogSyncedWhenItRolled() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    try (Log opened = Log.open(log, TestLogs.OPTIONS)) {
      TestLogs.append(opened, 30);
      String id = manager(disk).create(opened, AUTO.withSynced(true)).id();
      String rolled = "00000000000000000060.log";
      assertFalse(disk.calls().contains("sync " + rolled), disk.calls().toString());
      assertTrue(Files.isSameFile(log.resolve(rolled), snapshots.resolve(id).resolve(rolled)));
    }
  }
}
