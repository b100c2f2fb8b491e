package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when file system calls fail, and the order of those calls. */
class SnapshotFaultTest extends SnapshotTestBase {

  private static final CreateOptions CREATE_SYNCED = CREATE.withSynced(true).withThreads(1);
  private static final RestoreOptions RESTORE_SYNCED = RESTORE.withSynced(true).withThreads(1);

  private String first;
  private SortedMap<String, String> logBefore;

  /** Something that is to be done, or not, as a whole. */
  private interface Operation {
    void run(SnapshotManager manager) throws IOException;
  }

  @Override
  int records() {
    return 16;
  }

  @BeforeEach
  void createFirstSnapshot() throws IOException {
    first = manager().create(CREATE).id();
    logBefore = TestLogs.contents(log);
  }

  private static boolean succeeds(SnapshotManager manager, Operation operation) throws IOException {
    try {
      operation.run(manager);
      return true;
    } catch (StorageException e) {
      assertTrue(e.getMessage().contains("injected failure"), e.getMessage());
      return false;
    }
  }

  private void assertFirstUnharmed() throws IOException {
    assertClean(manager().verify(first, VERIFY));
    assertEquals(logBefore, TestLogs.contents(log));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("exhaustive")
  void shouldPublishNothingWhicheverCallOfACreateFails(boolean linked) throws IOException {
    CreateOptions options = linked ? LINK.withSynced(true).withThreads(1) : CREATE_SYNCED;
    List<String> before = TestLogs.names(snapshots);
    boolean done = false;
    for (int call = 1; !done; call++) {
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingAt(call);
      done = succeeds(manager, it -> it.create(options));
      assertEquals(done, !disk.hasFailed(), "call " + call);
      assertEquals(0, disk.openFiles());
      if (!done) {
        assertEquals(before, TestLogs.names(snapshots), "call " + call);
        assertEquals(List.of(first), ids(manager()));
      }
    }
    assertEquals(2, ids(manager()).size());
    assertFirstUnharmed();
  }

  @Test
  @Tag("exhaustive")
  void shouldRecoverFromACreateAfterWhichNothingWorkedAnyMore() throws IOException {
    boolean done = false;
    for (int call = 1; !done; call++) {
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingFrom(call);
      done = succeeds(manager, it -> it.create(CREATE.withThreads(1)));
      SnapshotManager reopened = manager();
      for (String id : ids(reopened)) {
        assertClean(reopened.verify(id, VERIFY));
      }
      assertEquals(List.of(), reopened.list().damaged());
      assertTrue(TestLogs.names(snapshots).stream().noneMatch(name -> name.startsWith(".c")));
      if (!first.equals(ids(reopened).get(0))) {
        reopened.delete(ids(reopened).get(0));
      }
    }
    assertFirstUnharmed();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("exhaustive")
  void shouldLeaveTheTargetAsItWasWhicheverCallOfARestoreFails(boolean targetExists)
      throws IOException {
    boolean done = false;
    for (int call = 1; !done; call++) {
      if (targetExists && !Files.exists(target)) {
        Files.createDirectory(target);
      }
      List<String> before = TestLogs.names(folder);
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingAt(call);
      done = succeeds(manager, it -> it.restore(first, target, RESTORE_SYNCED));
      assertEquals(0, disk.openFiles());
      if (!done) {
        assertEquals(before, TestLogs.names(folder), "call " + call);
        assertEquals(List.of(), targetExists ? TestLogs.names(target) : List.of());
      }
    }
    assertEquals(TestLogs.contents(log), TestLogs.contents(target));
    assertFirstUnharmed();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTakeBackATargetWhoseNameCanNotBeSynced(boolean targetExists) throws IOException {
    if (targetExists) {
      Files.createDirectory(target);
    }
    List<String> before = TestLogs.names(folder);
    ScriptedDisk disk = new ScriptedDisk().failingOn("syncDirectory " + folder.getFileName());
    assertFalse(succeeds(manager(disk), it -> it.restore(first, target, RESTORE_SYNCED)));
    assertEquals(before, TestLogs.names(folder));
    assertEquals(List.of(), targetExists ? TestLogs.names(target) : List.of());
  }

  @Test
  @Tag("exhaustive")
  void shouldRecoverFromARestoreAfterWhichNothingWorkedAnyMore() throws IOException {
    boolean done = false;
    for (int call = 1; !done; call++) {
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingFrom(call);
      done = succeeds(manager, it -> it.restore(first, target, RESTORE.withThreads(1)));
      if (!Files.exists(target)) {
        manager().restore(first, target, RESTORE);
      }
      assertEquals(TestLogs.contents(log), TestLogs.contents(target), "call " + call);
      SnapshotFolder.remove(Disk.local(), target);
    }
    assertFirstUnharmed();
  }

  @Test
  @Tag("exhaustive")
  void shouldDeleteOrNotWhicheverCallFails() throws IOException {
    boolean done = false;
    for (int call = 1; !done; call++) {
      String second = manager().create(LINK).id();
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingAt(call);
      done = succeeds(manager, it -> it.delete(second));
      SnapshotManager reopened = manager();
      assertEquals(List.of(), reopened.list().damaged());
      if (ids(reopened).contains(second)) {
        assertClean(reopened.verify(second, VERIFY));
        reopened.delete(second);
      }
      assertEquals(List.of(".lock", first, "snapshots.json"), TestLogs.names(snapshots));
    }
    assertFirstUnharmed();
  }

  @Test
  @Tag("exhaustive")
  void shouldKeepTheManifestWhicheverCallOfFillingInChecksumsFails() throws IOException {
    forgetChecksums();
    for (int call = 1; ; call++) {
      String second = manager().create(LINK).id();
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingAt(call);
      boolean done = succeeds(manager, it -> assertClean(it.verify(second, VERIFY)));
      assertClean(manager().verify(second, VERIFY));
      manager().delete(second);
      if (done && !disk.hasFailed()) {
        return;
      }
    }
  }

  @Test
  void shouldSyncEveryFileBeforeTheRenameThatPublishesAndTheFolderAfterIt() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    String id = manager.create(CREATE_SYNCED).id();
    List<String> calls = disk.calls();
    int publish = calls.indexOf("rename .creating-" + id + " " + id);
    assertTrue(publish > 0);
    for (String name : TestLogs.names(snapshots.resolve(id))) {
      String stored = name.equals("manifest.json") ? "manifest.json.tmp" : name;
      int sync = calls.indexOf("sync " + stored);
      assertTrue(sync > calls.lastIndexOf("write " + stored) && sync < publish, name);
    }
    assertEquals("syncDirectory .creating-" + id, calls.get(publish - 1));
    assertEquals("syncDirectory .snapshots", calls.get(publish + 1));
    int catalog = calls.indexOf("rename snapshots.json.tmp snapshots.json");
    assertTrue(catalog > publish + 1);
  }

  @Test
  void shouldSyncEveryLinkedFileToo() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    String id = manager.create(LINK.withSynced(true)).id();
    for (String name : TestLogs.names(snapshots.resolve(id))) {
      String stored = name.equals("manifest.json") ? "manifest.json.tmp" : name;
      assertTrue(disk.calls().contains("sync " + stored), name);
    }
  }

  @Test
  void shouldSyncEveryFileBeforeTheRenameToTheTargetAndItsParentAfterIt() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    manager(disk).restore(first, target, RESTORE_SYNCED);
    List<String> calls = disk.calls();
    String staging = ".restored.restoring-" + first;
    int publish = calls.indexOf("rename " + staging + " restored");
    for (String name : TestLogs.names(target)) {
      int sync = calls.indexOf("sync " + name);
      assertTrue(sync > calls.lastIndexOf("write " + name) && sync < publish, name);
    }
    assertEquals("syncDirectory " + staging, calls.get(publish - 1));
    assertEquals("syncDirectory " + folder.getFileName(), calls.get(publish + 1));
  }

  @Test
  void shouldSyncNothingWhenAskedNotTo() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    String id = manager.create(CREATE).id();
    manager.restore(id, target, RESTORE);
    assertEquals(
        List.of(), disk.calls().stream().filter(call -> call.startsWith("sync")).toList());
  }

  @Test
  void shouldHideADeletedSnapshotBeforeItIsTakenApart() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    manager(disk).delete(first);
    List<String> calls = disk.calls();
    int hide = calls.indexOf("rename " + first + " .deleting-" + first);
    assertEquals("syncDirectory .snapshots", calls.get(hide + 1));
    assertTrue(calls.indexOf("delete manifest.json") > hide);
    assertFalse(Files.exists(snapshots.resolve(first)));
    assertEquals(List.of(), ids(manager()));
  }

  @Test
  @Tag("exhaustive")
  void shouldLeaveNoFolderBehindWhenTheFirstCreateFails() throws IOException {
    Path other = TestLogs.create(folder.resolve("other-0"), 3);
    List<String> before = TestLogs.names(other);
    boolean done = false;
    for (int call = 1; !done; call++) {
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager =
          SnapshotManager.open(other, SnapshotOptions.defaults().withDisk(disk));
      disk.failingAt(call);
      done = succeeds(manager, it -> it.create(CREATE_SYNCED));
      if (!done) {
        assertEquals(before, TestLogs.names(other), "call " + call);
      }
    }
  }
}
