package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failed call does about what it has done so far. */
class UndoTest extends SnapshotTestBase {

  @Override
  int records() {
    return 1;
  }

  @Test
  void aFailureToUndoIsKeptWithTheFailureItself() {
    IOException failure = new IOException("first");
    IOException second = new IOException("second");
    Cleanup.after(failure, () -> {
      throw second;
    });
    assertEquals(List.of(second), List.of(failure.getSuppressed()));
  }

  @Test
  void anInterruptedThreadUndoesAndIsStillInterrupted() {
    boolean[] seen = {true};
    Thread.currentThread().interrupt();
    Cleanup.after(
        new IOException("first"), () -> seen[0] = Thread.currentThread().isInterrupted());
    assertTrue(Thread.interrupted());
    assertFalse(seen[0]);
    Cleanup.after(new IOException("first"), () -> {});
    assertFalse(Thread.interrupted());
  }

  @Test
  void aSnapshotWhoseNameMayNotBeOnDiskIsTakenBack() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    manager.create(CREATE);
    List<String> before = ids(manager);
    disk.failingOn("syncDirectory .snapshots");
    assertThrows(StorageException.class, () -> manager.create(CREATE.withSynced(true)));
    assertEquals(before, ids(manager()));
    try (var held = Files.list(snapshots)) {
      assertEquals(3, held.count());
    }
  }
}
