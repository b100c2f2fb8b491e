package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir
  Path parent;

  private Path snapshots;
  private FolderLock lock;

  @BeforeEach
  void name() {
    snapshots = parent.resolve("deep").resolve("snapshots");
    lock = lock(Disk.local());
  }

  private FolderLock lock(Disk disk) {
    return new FolderLock(disk, new SnapshotFolder(snapshots));
  }

  /** Leaves a file of that name where a lock can't be had. */
  private static Disk withoutLocks(String left) {
    return new ForwardingDisk(Disk.local()) {
      @Override
      public DirectoryLock lock(Path path) throws IOException {
        if (!left.isEmpty()) {
          Files.createFile(path.resolveSibling(left));
        }
        throw new StorageException("lock", path, new IOException("no locks here"));
      }
    };
  }

  private StorageException refused(FolderLock unlockable) {
    return assertThrows(StorageException.class, () -> unlockable.hold(() -> ""));
  }

  private boolean isFreeForAnotherThread() {
    return CompletableFuture.supplyAsync(() -> {
          try {
            return lock.ifFree(() -> {});
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        })
        .join();
  }

  @Test
  void everyFolderThatIsMadeIsOnDiskBeforeTheNext() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    lock(disk).hold(() -> "");
    assertEquals(
        List.of(
            "createDirectory deep",
            "syncDirectory " + parent.getFileName(),
            "createDirectory snapshots",
            "syncDirectory deep"),
        disk.calls());
  }

  @Test
  void aFolderThatWasMadeInVainIsTakenAway() {
    refused(lock(withoutLocks("")));
    assertFalse(Files.exists(snapshots));
  }

  @Test
  void aFolderThatWasThereBeforeStays() throws IOException {
    Files.createDirectories(snapshots);
    refused(lock(withoutLocks("")));
    assertTrue(Files.exists(snapshots));
  }

  @Test
  void aFolderThatSomebodyPutAFileIntoIsNotTouched() {
    StorageException refused = refused(lock(withoutLocks("theirs")));
    assertTrue(Files.exists(snapshots.resolve("theirs")));
    assertEquals(0, refused.getSuppressed().length, "nobody tried to delete it");
  }

  @Test
  void whatIsDoneIfItIsFreeIsDone() throws IOException {
    Files.createDirectories(snapshots);
    boolean[] ran = new boolean[1];
    assertTrue(lock.ifFree(() -> ran[0] = true));
    assertTrue(ran[0]);
  }

  @Test
  void whatIsDoneIfItIsFreeIsNotDoneWhereAnotherManagerHoldsIt() throws IOException {
    boolean ran = lock.hold(() -> lock(Disk.local()).ifFree(() -> {
      throw new AssertionError("the lock is held");
    }));
    assertFalse(ran);
  }

  @Test
  void whatIsDoneIfItIsFreeIsNotDoneWhileAnotherThreadHoldsIt() throws IOException {
    assertFalse(lock.hold(this::isFreeForAnotherThread));
  }

  @Test
  void itIsFreeForOthersAfterwards() throws IOException {
    Files.createDirectories(snapshots);
    lock.ifFree(() -> {});
    assertTrue(isFreeForAnotherThread());
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> lock.hold(() -> ""));
    assertTrue(Thread.interrupted());
  }
}
