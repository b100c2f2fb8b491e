package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.NotFoundException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalog is current, and leftovers are gone, after whatever held the lock. */
class FolderUpkeepTest extends SnapshotTestBase {

  private String catalog() throws IOException {
    return Files.readString(snapshots.resolve("snapshots.json"));
  }

  /** What the catalog would be if it were made anew. */
  private String rebuilt() throws IOException {
    String before = catalog();
    Files.delete(snapshots.resolve("snapshots.json"));
    manager();
    String rebuilt = catalog();
    assertTrue(rebuilt.contains("\"snapshots\""), before);
    return rebuilt;
  }

  private static String withoutLastId(String catalog) {
    return catalog.replaceAll("\"(checksum|lastId)\" : \"[^\"]*\"", "");
  }

  @Test
  void theCatalogForgetsWhatWasDeleted() throws IOException {
    SnapshotManager manager = manager();
    String first = manager.create(CREATE).id();
    String second = manager.create(CREATE).id();
    manager.delete(first);
    assertFalse(catalog().contains("\"id\" : \"" + first), catalog());
    assertTrue(catalog().contains("\"lastId\" : \"" + second), catalog());
    assertEquals(withoutLastId(catalog()), withoutLastId(rebuilt()));
  }

  @Test
  void theCatalogRemembersTheLargestIdThatEverWas() throws IOException {
    SnapshotManager manager = manager();
    manager.create(CREATE);
    String second = manager.create(CREATE).id();
    manager.delete(second);
    assertTrue(catalog().contains("\"lastId\" : \"" + second), catalog());
  }

  @Test
  void theCatalogForgetsWhatWasCleanedUp() throws IOException {
    SnapshotManager manager = manager();
    String first = manager.create(CREATE).id();
    manager.create(CREATE);
    manager.cleanup(RetentionPolicy.defaults().withMaxSnapshots(1));
    assertFalse(catalog().contains("\"id\" : \"" + first), catalog());
  }

  @Test
  void theCatalogKnowsAManifestThatGainedChecksums() throws IOException {
    forgetChecksums();
    SnapshotManager manager = manager();
    String id = manager.create(LINK).id();
    String before = catalog();
    assertTrue(manager.verify(id, VERIFY).checksumsAdded() > 0);
    assertFalse(catalog().equals(before));
    assertEquals(withoutLastId(catalog()), withoutLastId(rebuilt()));
  }

  @Test
  void aCleanupSweepsLeftoversThatAppearedSince() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Files.createDirectories(snapshots.resolve(".creating-snapshot-5"));
    Files.writeString(snapshots.resolve(id).resolve("manifest.json.tmp"), "x");
    manager.cleanup(RetentionPolicy.defaults());
    assertEquals(List.of(".lock", id, "snapshots.json"), TestLogs.names(snapshots));
    assertFalse(Files.exists(snapshots.resolve(id).resolve("manifest.json.tmp")));
  }

  @Test
  void aCreateSweepsLeftoversThatAppearedSince() throws IOException {
    SnapshotManager manager = manager();
    Files.createDirectories(snapshots.resolve(".deleting-snapshot-5"));
    String id = manager.create(CREATE).id();
    assertEquals(List.of(".lock", id, "snapshots.json"), TestLogs.names(snapshots));
  }

  @Test
  void whatIsNotThereIsNotWaitedFor() throws IOException {
    SnapshotManager manager = manager();
    manager.create(CREATE);
    DirectoryLock busy = Disk.local().lock(snapshots.resolve(".lock"));
    try {
      assertRefused(NotFoundException.class, "snapshot-5", () -> manager.delete("snapshot-5"));
    } finally {
      busy.close();
    }
  }

  @Test
  void whatAnotherDeletedMeanwhileIsNotThereAnyMore() throws IOException {
    String id = manager().create(CREATE).id();
    SnapshotManager late = manager(new ForwardingDisk(Disk.local()) {
      @Override
      public DirectoryLock lock(Path path) throws IOException {
        SnapshotFolder.remove(Disk.local(), snapshots.resolve(id));
        return super.lock(path);
      }
    });
    assertRefused(NotFoundException.class, id, () -> late.delete(id));
  }
}
