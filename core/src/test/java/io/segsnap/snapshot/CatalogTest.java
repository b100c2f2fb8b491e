package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest extends SnapshotTestBase {

  private Path catalog() {
    return snapshots.resolve("snapshots.json");
  }

  @Test
  void shouldBeRebuiltWhenMissing() throws IOException {
    Snapshot snapshot = manager().create(CREATE.withLabel("x"));
    String before = Files.readString(catalog());
    Files.delete(catalog());
    SnapshotManager manager = manager();
    assertEquals(before, Files.readString(catalog()));
    assertEquals(List.of(snapshot), manager.list().snapshots());
  }

  @Test
  void shouldBeRebuiltWhenDamaged() throws IOException {
    Snapshot snapshot = manager().create(CREATE);
    String before = Files.readString(catalog());
    TestLogs.flip(catalog());
    assertEquals(List.of(snapshot), manager().list().snapshots());
    assertEquals(before, Files.readString(catalog()));
    Files.writeString(catalog(), "");
    assertEquals(List.of(snapshot), manager().list().snapshots());
    assertEquals(before, Files.readString(catalog()));
  }

  @Test
  void shouldNotBeNeededToList() throws IOException {
    SnapshotManager manager = manager();
    Snapshot snapshot = manager.create(CREATE);
    Files.delete(catalog());
    assertEquals(List.of(snapshot), manager.list().snapshots());
  }

  @Test
  void shouldSpareReadingTheManifestsThatItKnows() throws IOException {
    SnapshotManager manager = manager();
    Snapshot snapshot = manager.create(CREATE);
    TestLogs.flip(snapshots.resolve(snapshot.id()).resolve("manifest.json"));
    assertEquals(List.of(snapshot), manager.list().snapshots());
    Files.delete(catalog());
    assertEquals(snapshot.id(), manager.list().damaged().get(0).id());
  }

  @Test
  void shouldFollowTheFolders() throws IOException {
    SnapshotManager manager = manager();
    Snapshot first = manager.create(CREATE);
    String stale = Files.readString(catalog());
    Snapshot second = manager.create(CREATE);
    Files.writeString(catalog(), stale);
    assertEquals(List.of(second, first), manager.list().snapshots());
    SnapshotFolder.remove(Disk.local(), snapshots.resolve(first.id()));
    assertEquals(List.of(second), manager.list().snapshots());
    manager();
    assertFalse(Files.readString(catalog()).contains(first.id()));
  }

  @Test
  void shouldNotBeTouchedWhenOpeningFindsItCurrent() throws IOException {
    manager().create(CREATE);
    var modified = Files.getLastModifiedTime(catalog());
    Object inode = Files.getAttribute(catalog(), "unix:ino");
    manager().list();
    assertEquals(modified, Files.getLastModifiedTime(catalog()));
    assertEquals(inode, Files.getAttribute(catalog(), "unix:ino"));
  }

  @Test
  void shouldReportADamagedManifestAndListTheRest() throws IOException {
    SnapshotManager manager = manager();
    String damaged = manager.create(CREATE).id();
    String missing = manager.create(CREATE).id();
    Snapshot sound = manager.create(CREATE);
    Path manifest = snapshots.resolve(damaged).resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("orders-0", "orders-1"));
    Files.delete(snapshots.resolve(missing).resolve("manifest.json"));
    SnapshotList list = manager.list();
    assertEquals(List.of(sound), list.snapshots());
    assertEquals(
        List.of(missing, damaged),
        list.damaged().stream().map(DamagedSnapshot::id).toList());
    assertTrue(list.damaged().get(1).problem().getMessage().contains("SHA-256"));
    assertEquals(sound.id(), manager.resolve("latest"));
    assertThrows(CorruptionException.class, () -> manager.get(damaged));
    assertThrows(CorruptionException.class, () -> manager.verify(damaged, VERIFY));
    assertThrows(CorruptionException.class, () -> manager.restore(damaged, target, RESTORE));
    manager.delete(damaged);
    manager.delete(missing);
    assertEquals(List.of(), manager.list().damaged());
  }

  @Test
  void shouldNotBelieveAManifestInTheWrongFolder() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Files.move(snapshots.resolve(id), snapshots.resolve("snapshot-5"));
    assertRefused(CorruptionException.class, id, () -> manager.get("snapshot-5"));
    assertEquals("snapshot-5", manager.list().damaged().get(0).id());
  }

  @Test
  void shouldSweepLeftoversOfACrashWhenOpened() throws IOException {
    String id = manager().create(CREATE).id();
    Files.createDirectories(snapshots.resolve(".creating-snapshot-5/deeper"));
    Files.writeString(snapshots.resolve(".creating-snapshot-5/x.log"), "x");
    Files.createDirectories(snapshots.resolve(".deleting-snapshot-6"));
    Path outside = Files.writeString(folder.resolve("outside"), "x");
    Files.createSymbolicLink(snapshots.resolve(".deleting-snapshot-6/link"), outside);
    Files.writeString(snapshots.resolve(id).resolve("manifest.json.tmp"), "x");
    SnapshotManager manager = manager();
    assertEquals(List.of(".lock", id, "snapshots.json"), TestLogs.names(snapshots));
    assertClean(manager.verify(id, VERIFY));
    assertFalse(Files.exists(snapshots.resolve(id).resolve("manifest.json.tmp")));
    assertTrue(Files.exists(outside));
  }

  @Test
  void shouldLeaveToOthersWhatTheyHaveInProgress() throws IOException {
    manager().create(CREATE);
    Path busy = Files.createDirectory(snapshots.resolve(".creating-snapshot-5"));
    DirectoryLock lock = Disk.local().lock(snapshots.resolve(".lock"));
    manager();
    assertTrue(Files.exists(busy));
    lock.close();
    manager().create(CREATE);
    assertFalse(Files.exists(busy));
  }
}
