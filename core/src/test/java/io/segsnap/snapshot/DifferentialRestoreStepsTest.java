package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.Pacer;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each step of a differential restore does to a target that differs in little. */
class DifferentialRestoreStepsTest extends SnapshotTestBase {

  private static final RestoreOptions DIFFERENTIAL =
      RESTORE.withThreads(1).withDifferential(Extras.MOVE_ASIDE);
  private static final String FIRST = "00000000000000000000.log";
  private static final String SECOND = "00000000000000000015.log";

  private String id;

  @BeforeEach
  void restore() throws IOException {
    id = manager().create(CREATE).id();
    manager().restore(id, target, RESTORE);
  }

  @Override
  int records() {
    return 20;
  }

  private void differInOneRangeAndOneFile() throws IOException {
    TestLogs.flip(target.resolve(FIRST));
    Files.delete(target.resolve(SECOND));
  }

  private Path stored(String name) {
    return snapshots.resolve(id).resolve(name);
  }

  @Test
  void progressIsWhatIsReadAndWhatIsWritten() throws IOException {
    differInOneRangeAndOneFile();
    long[] last = new long[2];
    RestoreReport report = manager()
        .restore(id, target, DIFFERENTIAL.withProgress((done, total) -> {
          last[0] = done;
          last[1] = total;
        }));
    assertEquals(2 * (Files.size(stored(FIRST)) + Files.size(stored(SECOND))), last[0]);
    assertEquals(2 * report.bytesWritten(), last[1]);
  }

  @Test
  void aSharedFileThatIsRightStaysShared() throws IOException {
    Path other = Files.createLink(folder.resolve("other"), target.resolve(FIRST));
    RestoreReport report = manager().restore(id, target, DIFFERENTIAL);
    assertEquals(0, report.bytesWritten());
    assertTrue(Files.isSameFile(other, target.resolve(FIRST)));
  }

  /** Larger than a buffer, so that the last piece of a range is not its first. */
  @Test
  void aFileThatIsOnlyTooLongIsCut() throws IOException {
    Path large = folder.resolve("large-0");
    try (Log open = Log.open(large, LogOptions.defaults())) {
      TestLogs.append(open, CopyEngine.BUFFER_BYTES / 1000 + 10);
    }
    SnapshotManager manager = SnapshotManager.open(large, SnapshotOptions.defaults());
    String largeId = manager.create(CREATE).id();
    manager.restore(largeId, folder.resolve("other-0"), RESTORE);
    Files.write(folder.resolve("other-0").resolve(FIRST), new byte[9], StandardOpenOption.APPEND);
    RestoreReport report = manager.restore(largeId, folder.resolve("other-0"), DIFFERENTIAL);
    assertEquals(0, report.bytesWritten());
    assertEquals(TestLogs.logContents(large), TestLogs.logContents(folder.resolve("other-0")));
  }

  @Test
  void nothingIsChangedIfTheSourceOfAMissingFileIsDamaged() throws IOException {
    Files.delete(target.resolve(SECOND));
    TestLogs.flip(stored(SECOND));
    Map<String, String> before = TestLogs.contents(target);
    assertThrows(CorruptionException.class, () -> manager().restore(id, target, DIFFERENTIAL));
    assertEquals(before, TestLogs.contents(target));
  }

  @Test
  void aSourceThatIsDamagedAfterItWasCheckedIsNotBelieved() throws IOException {
    TestLogs.flip(target.resolve(FIRST));
    Files.writeString(target.resolve("notes.txt"), "mine");
    Disk disk =
        new SharedDisk(path -> path.endsWith(".removed-" + id), () -> TestLogs.flip(stored(FIRST)));
    assertRefused(
        CorruptionException.class, FIRST, () -> manager(disk).restore(id, target, DIFFERENTIAL));
    assertTrue(Files.exists(target.resolve("segsnap-restoring")));
  }

  private String linkedWithoutChecksums() throws IOException {
    forgetChecksums();
    return manager().create(LINK).id();
  }

  @Test
  void filesWithoutChecksumsAreSummedFirst() throws IOException {
    String linked = linkedWithoutChecksums();
    TestLogs.flip(target.resolve(FIRST));
    RestoreReport report = manager().restore(linked, target, DIFFERENTIAL);
    assertEquals(List.of(FIRST), report.filesWithoutChecksums());
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(target));
  }

  @Test
  void aDamagedBatchInAFileWithoutChecksumsIsFound() throws IOException {
    String linked = linkedWithoutChecksums();
    TestLogs.flip(log.resolve(FIRST));
    Map<String, String> before = TestLogs.contents(target);
    assertRefused(
        CorruptionException.class,
        "batch CRC",
        () -> manager().restore(linked, target, DIFFERENTIAL));
    assertEquals(before, TestLogs.contents(target));
  }

  @Test
  void everyBufferIsGivenBack() throws IOException {
    differInOneRangeAndOneFile();
    BufferPool pool = new BufferPool(CopyEngine.BUFFER_BYTES);
    ByteBuffer only = pool.acquire();
    pool.release(only);
    Disk disk = Disk.local();
    CopyEngine engine =
        new CopyEngine(disk, new BufferPool(CopyEngine.BUFFER_BYTES), Thread::new, Pacer.SYSTEM);
    Manifest manifest = Manifest.read(disk, stored("manifest.json"), "restore");
    new DifferentialRestorer(disk, engine, pool, Thread::new)
        .restore(
            RestorePlan.of(disk, snapshots.resolve(id), manifest),
            target,
            Extras.MOVE_ASIDE,
            DIFFERENTIAL);
    assertSame(only, pool.acquire());
  }

  @Test
  void whatWasPutAsideIsNamedInOrder() throws IOException {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    for (int i : new int[] {3, 7, 0, 5, 1, 6, 2, 4}) {
      Files.writeString(target.resolve(names.get(i)), "mine");
    }
    assertEquals(names, manager().restore(id, target, DIFFERENTIAL).removed());
  }

  @Test
  void whatWasPutAsideBeforeStays() throws IOException {
    for (String content : List.of("one", "two", "three")) {
      Files.writeString(target.resolve("notes"), content);
      manager().restore(id, target, DIFFERENTIAL);
    }
    Path aside = target.resolve(".removed-" + id);
    assertEquals(
        Map.of("notes", "one", "notes.1", "two", "notes.2", "three"), TestLogs.contents(aside));
  }

  @Test
  void whatWasChangedIsOnDiskBeforeTheMarkIsTakenAway() throws IOException {
    differInOneRangeAndOneFile();
    Files.writeString(target.resolve("notes"), "mine");
    ScriptedDisk disk = new ScriptedDisk();
    manager(disk).restore(id, target, DIFFERENTIAL.withSynced(true));
    List<String> calls = disk.calls();
    List<String> unmarked = calls.subList(0, calls.indexOf("delete segsnap-restoring"));
    assertTrue(unmarked.lastIndexOf("sync " + FIRST) > unmarked.lastIndexOf("write " + FIRST));
    assertTrue(unmarked.contains("sync " + SECOND + ".tmp"), unmarked.toString());
    assertTrue(unmarked.contains("syncDirectory .removed-" + id), unmarked.toString());
  }

  @Test
  void whatWasChangedIsNotSyncedWhereItIsNotAskedFor() throws IOException {
    differInOneRangeAndOneFile();
    Files.writeString(target.resolve("notes"), "mine");
    ScriptedDisk disk = new ScriptedDisk();
    manager(disk).restore(id, target, DIFFERENTIAL);
    assertFalse(disk.calls().contains("sync " + FIRST), disk.calls().toString());
    assertFalse(disk.calls().contains("sync " + SECOND + ".tmp"), disk.calls().toString());
    assertFalse(
        disk.calls().contains("syncDirectory .removed-" + id), disk.calls().toString());
  }
}
