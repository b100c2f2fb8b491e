package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import io.segsnap.NotFoundException;
import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another process deletes a snapshot while this one reads it. */
class DeletedMeanwhileTest extends SnapshotTestBase {

  @Test
  void aSnapshotThatIsDeletedWhileItIsVerifiedIsNotFoundRatherThanDamaged() throws IOException {
    String id = manager().create(CREATE).id();
    Disk disk = new SharedDisk(
        path -> path.toString().endsWith("15.log"), () -> manager().delete(id));
    SnapshotManager manager = manager(disk);
    assertThrows(NotFoundException.class, () -> manager.verify(id, VERIFY.withThreads(1)));
  }

  @Test
  void aSnapshotThatIsDeletedWhileItsFilesAreCountedIsNotFoundRatherThanDamaged()
      throws IOException {
    String id = manager().create(CREATE).id();
    VerifyOptions options = VERIFY.withThreads(1).withProgress((done, total) -> {
      try {
        if (Files.exists(snapshots.resolve(id))) {
          manager().delete(id);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    assertThrows(NotFoundException.class, () -> manager().verify(id, options));
  }

  @Test
  void aSnapshotThatIsDeletedWhileItIsRestoredIsNotFoundAndLeavesNothing() throws IOException {
    String id = manager().create(CREATE).id();
    Disk disk =
        new SharedDisk(path -> path.toString().endsWith(".log"), () -> manager().delete(id));
    SnapshotManager manager = manager(disk);
    assertThrows(
        NotFoundException.class, () -> manager.restore(id, target, RESTORE.withThreads(1)));
    assertEquals(List.of("orders-0"), TestLogs.names(folder));
  }

  @Test
  void aSnapshotThatIsDeletedBeforeItsManifestIsReadIsNotFound() throws IOException {
    String id = manager().create(CREATE).id();
    Disk disk =
        new SharedDisk(path -> path.endsWith("manifest.json"), () -> manager().delete(id));
    SnapshotManager manager = manager(disk);
    NotFoundException missing = assertThrows(NotFoundException.class, () -> manager.get(id));
    assertInstanceOf(StorageException.class, missing.getSuppressed()[0]);
  }

  @Test
  void noOneDeletesTheSnapshotOfADifferentialRestoreThatIsUnderWay() throws IOException {
    String id = manager().create(CREATE).id();
    manager().restore(id, target, RESTORE);
    TestLogs.flip(target.resolve("00000000000000000000.log"));
    boolean[] tried = new boolean[1];
    Disk disk = new SharedDisk(path -> path.startsWith(target), () -> {
      assertThrows(LockedException.class, () -> manager().delete(id));
      tried[0] = true;
    });
    manager(disk).restore(id, target, RESTORE.withDifferential(Extras.REMOVE));
    assertTrue(tried[0]);
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @Test
  void aListHasTheNewestEvenIfAnotherIsDeletedMeanwhile() throws IOException {
    String first = manager().create(CREATE).id();
    Disk disk = new SharedDisk(path -> path.endsWith("manifest.json"), () -> {
      manager().create(CREATE);
      manager().delete(first);
    });
    SnapshotManager manager = manager(disk);
    Files.delete(snapshots.resolve("snapshots.json")); // so that the list has to read manifests
    assertEquals(1, manager.list().snapshots().size());
  }
}
