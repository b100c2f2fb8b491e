package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two processes create the first snapshot of a log at once. */
class SharedFolderTest extends SnapshotTestBase {

  private boolean isFolderLock(Path path) {
    return path.equals(snapshots.resolve(".lock"));
  }

  @Test
  void theFolderStaysWhereAnotherProcessIsAtWorkInIt() throws IOException {
    DirectoryLock[] other = new DirectoryLock[1];
    Disk disk = new SharedDisk(
        this::isFolderLock, () -> other[0] = Disk.local().lock(snapshots.resolve(".lock")));
    SnapshotManager manager = manager(disk);
    assertThrows(LockedException.class, () -> manager.create(CREATE));
    assertTrue(Files.exists(snapshots.resolve(".lock")), "removed the lock of another process");
    other[0].close();
    assertEquals(FIRST_ID, manager().create(CREATE).id());
  }

  @Test
  void anotherProcessMayMakeTheFolderFirst() throws IOException {
    Disk disk = new SharedDisk(snapshots::equals, () -> Files.createDirectory(snapshots));
    assertEquals(FIRST_ID, manager(disk).create(CREATE).id());
  }

  @Test
  void anotherProcessMayRemoveTheFolderThatItHadMade() throws IOException {
    Disk disk = new SharedDisk(this::isFolderLock, () -> Files.delete(snapshots));
    assertEquals(FIRST_ID, manager(disk).create(CREATE).id());
  }
}
