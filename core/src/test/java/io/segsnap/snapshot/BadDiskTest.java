package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.StorageException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.FullDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full, files that may not be read or written, and links among them. */
class BadDiskTest extends SnapshotTestBase {

  /** Refuses to open a file for reading. */
  private static final class Unreadable extends ForwardingDisk {

    private final String name;

    Unreadable(String name) {
      super(Disk.local());
      this.name = name;
    }

    @Override
    public DiskFile openForRead(Path path) throws IOException {
      if (path.getFileName().toString().equals(name)) {
        throw new StorageException("open", path, new AccessDeniedException(path.toString()));
      }
      return super.openForRead(path);
    }
  }

  private interface Operation {
    void run(SnapshotManager manager) throws IOException;
  }

  @Override
  int records() {
    return 16;
  }

  /** Returns false where the disk was large enough. */
  private boolean isFull(long bytes, Operation operation) throws IOException {
    try {
      operation.run(manager(new FullDisk(Disk.local(), bytes)));
      return false;
    } catch (StorageException e) {
      String message = e.getMessage();
      assertTrue(message.contains("No space left on device; free some space"), message);
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "TRANSFER", "MAPPED", "OFF_HEAP", "LINK"})
  @Tag("exhaustive")
  void shouldPublishNothingWhereverTheDiskIsFull(CopyStrategy strategy) throws IOException {
    SortedMap<String, String> before = TestLogs.contents(log);
    CreateOptions options = CREATE.withStrategy(strategy).withThreads(1);
    long bytes = 0;
    while (isFull(bytes, manager -> manager.create(options))) {
      assertFalse(Files.exists(snapshots), "after " + bytes + " bytes");
      bytes += 211;
    }
    assertTrue(bytes > 1000);
    assertEquals(before, TestLogs.contents(log));
    assertClean(manager().verify(ids(manager()).get(0), VERIFY));
  }

  @Test
  @Tag("exhaustive")
  void shouldRestoreNothingWhereverTheDiskIsFull() throws IOException {
    String id = manager().create(CREATE).id();
    long bytes = 0;
    while (isFull(bytes, manager -> manager.restore(id, target, RESTORE.withThreads(1)))) {
      assertEquals(List.of("orders-0"), TestLogs.names(folder), "after " + bytes + " bytes");
      bytes += 97;
    }
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @Test
  @Tag("exhaustive")
  void shouldCompleteADifferentialRestoreThatMetAFullDisk() throws IOException {
    String id = manager().create(CREATE).id();
    RestoreOptions differential = RESTORE.withThreads(1).withDifferential(Extras.REMOVE);
    boolean full = true;
    for (long bytes = 0; full; bytes += 499) {
      manager().restore(id, target, RESTORE);
      TestLogs.flip(target.resolve("00000000000000000000.log"));
      Files.delete(target.resolve("00000000000000000015.log"));
      full = isFull(bytes, manager -> manager.restore(id, target, differential));
      manager().restore(id, target, differential);
      assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
      SnapshotFolder.remove(Disk.local(), target);
    }
    assertClean(manager().verify(id, VERIFY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000000000000000.log", "00000000000000000000.timeindex"})
  void shouldNameAFileThatMayNotBeRead(String name) throws IOException {
    StorageException e = assertRefused(
        StorageException.class,
        "permission denied; check the owner and the mode of the file",
        () -> manager(new Unreadable(name)).create(CREATE));
    assertTrue(e.getMessage().contains(name), e.getMessage());
    assertFalse(Files.exists(snapshots));
  }

  @Test
  void shouldNameAFileOfTheSnapshotThatMayNotBeRead() throws IOException {
    String id = manager().create(CREATE).id();
    SnapshotManager manager = manager(new Unreadable("00000000000000000000.index"));
    assertRefused(
        StorageException.class,
        "00000000000000000000.index: permission denied",
        () -> manager.restore(id, target, RESTORE));
    assertEquals(List.of("orders-0"), TestLogs.names(folder));
  }

  @Test
  void shouldTakeFilesThatMayOnlyBeRead() throws IOException {
    for (String name : TestLogs.contents(log).keySet()) {
      assertTrue(log.resolve(name).toFile().setReadOnly());
    }
    String id = manager().create(CREATE).id();
    manager().restore(id, target, RESTORE);
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000.log",
        "00000000000000000000.index",
        "00000000000000000000.timeindex",
        "00000000000000000015.snapshot"
      })
  void shouldRefuseSymbolicLinksInTheSource(String name) throws IOException {
    Path file = log.resolve(name);
    Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere);
    for (CreateOptions options : List.of(CREATE, LINK)) {
      assertRefused(
          InvalidRequestException.class, "symbolic links", () -> manager().create(options));
    }
    assertFalse(Files.exists(snapshots));
  }
}
