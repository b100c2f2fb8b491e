package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DifferentialRestoreTest extends SnapshotTestBase {

  private static final RestoreOptions DIFFERENTIAL =
      RESTORE.withSynced(true).withThreads(1).withDifferential(Extras.MOVE_ASIDE);

  private String id;

  /** What a clean restore makes. */
  private Path clean;

  @BeforeEach
  void createSnapshot() throws IOException {
    id = manager().create(CREATE).id();
    clean = folder.resolve("clean");
    manager().restore(id, clean, RESTORE);
  }

  @Override
  int records() {
    return 20;
  }

  private static Map<String, FileTime> times(Path directory) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (String name : TestLogs.contents(directory).keySet()) {
      if (!name.equals("segsnap-checkpoint")) {
        times.put(name, Files.getLastModifiedTime(directory.resolve(name)));
      }
    }
    return times;
  }

  private void assertLikeClean(Path directory) throws IOException {
    assertEquals(TestLogs.contents(clean), TestLogs.contents(directory));
    assertEquals(times(clean), times(directory));
  }

  /** A log that went on after the snapshot, lost its first segment and has a damaged one. */
  private Path diverged() throws IOException {
    manager().restore(id, target, RESTORE);
    try (Log open = Log.open(target, TestLogs.OPTIONS)) {
      open.truncateTo(17);
      TestLogs.append(open, 40);
    }
    TestLogs.flip(target.resolve("00000000000000000000.log"));
    Files.delete(target.resolve("00000000000000000000.index"));
    Files.writeString(target.resolve("notes.txt"), "mine");
    return target;
  }

  @Test
  void shouldMakeADivergedDirectoryEqualToACleanRestore() throws IOException {
    RestoreReport report = manager().restore(id, diverged(), DIFFERENTIAL);
    assertLikeClean(target);
    assertTrue(report.removed().contains("notes.txt"), report.removed().toString());
    assertEquals("mine", Files.readString(target.resolve(".removed-" + id + "/notes.txt")));
    try (Log open = Log.open(target, TestLogs.OPTIONS)) {
      assertTrue(open.recovery().clean());
      assertEquals(20, open.logEndOffset());
    }
  }

  @Test
  void shouldRemoveWhatDoesNotBelongWhenAsked() throws IOException {
    RestoreReport report =
        manager().restore(id, diverged(), DIFFERENTIAL.withDifferential(Extras.REMOVE));
    assertTrue(report.removed().contains("notes.txt"));
    assertEquals(TestLogs.contents(clean), TestLogs.contents(target));
    assertFalse(Files.exists(target.resolve(".removed-" + id)));
  }

  @Test
  void shouldWriteNothingIntoADirectoryThatIsEqual() throws IOException {
    manager().restore(id, target, RESTORE);
    ScriptedDisk disk = new ScriptedDisk();
    RestoreReport report = manager(disk).restore(id, target, DIFFERENTIAL);
    assertEquals(0, report.bytesWritten());
    assertTrue(
        disk.calls().stream().noneMatch(call -> call.matches("(write|create|sync) 0.*")),
        disk.calls().toString());
    assertLikeClean(target);
  }

  @Test
  void shouldRewriteOnlyTheRangesThatDiffer() throws IOException {
    Path large = folder.resolve("large-0");
    try (Log open = Log.open(large, LogOptions.defaults())) {
      TestLogs.append(open, 10_000);
    }
    SnapshotManager manager =
        SnapshotManager.open(large, SnapshotOptions.defaults().withClock(clock));
    String largeId = manager.create(CREATE).id();
    manager.restore(largeId, target, RESTORE);
    Path segment = target.resolve("00000000000000000000.log");
    assertTrue(Files.size(segment) > 2L * RangeChecksums.RANGE_BYTES);
    TestLogs.flip(segment);
    RestoreReport report = manager.restore(largeId, target, DIFFERENTIAL);
    assertEquals(RangeChecksums.RANGE_BYTES, report.bytesWritten());
    assertEquals(TestLogs.logContents(large), TestLogs.logContents(target));
  }

  @Test
  void shouldTellInADryRunWhatItWouldDoAndChangeNothing() throws IOException {
    diverged();
    Map<String, String> before = TestLogs.contents(target);
    List<String> names = TestLogs.names(target);
    RestoreReport plan = manager().restore(id, target, DIFFERENTIAL.withDryRun(true));
    assertEquals(before, TestLogs.contents(target));
    assertEquals(names, TestLogs.names(target));
    assertEquals(plan, manager().restore(id, target, DIFFERENTIAL));
    assertTrue(plan.bytesWritten() > 0 && plan.bytesWritten() < plan.bytes(), plan.toString());
  }

  @Test
  void shouldRollTheLogItselfBack() throws IOException {
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      TestLogs.append(open, 40);
    }
    manager().restore(id, log, DIFFERENTIAL);
    assertLikeClean(log);
    assertClean(manager().verify(id, VERIFY));
  }

  private SnapshotManager managerOfSnapshotsIn(Path place) throws IOException {
    return SnapshotManager.open(
        log, SnapshotOptions.defaults().withClock(clock).withSnapshotDirectory(place));
  }

  @Test
  void shouldRollALogBackWhoseSnapshotsLieElsewhere() throws IOException {
    SnapshotManager manager = managerOfSnapshotsIn(folder.resolve("backups"));
    String elsewhere = manager.create(CREATE).id();
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      TestLogs.append(open, 40);
    }
    manager.restore(elsewhere, log, DIFFERENTIAL);
    assertLikeClean(log);
  }

  @Test
  void shouldNotRollALogBackWhoseSnapshotsLieDeepInIt() throws IOException {
    SnapshotManager manager = managerOfSnapshotsIn(log.resolve("my/backups"));
    String inside = manager.create(CREATE).id();
    assertRefused(
        InvalidRequestException.class,
        "is, contains or lies in",
        () -> manager.restore(inside, log, DIFFERENTIAL));
  }

  @Test
  void shouldNeverWriteIntoAFileThatASnapshotShares() throws IOException {
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      TestLogs.append(open, 40);
    }
    String linked = manager().create(LINK).id();
    assertClean(manager().verify(linked, VERIFY));
    manager().restore(id, log, DIFFERENTIAL);
    assertLikeClean(log);
    assertClean(manager().verify(linked, VERIFY));
    manager().restore(linked, log, DIFFERENTIAL);
    try (Log open = Log.open(log, TestLogs.OPTIONS)) {
      assertEquals(60, open.logEndOffset());
    }
    assertClean(manager().verify(linked, VERIFY));
    assertClean(manager().verify(id, VERIFY));
  }

  @Test
  void shouldNotChangeTheTimeOfAFileThatHasAnotherName() throws IOException {
    manager().restore(id, target, RESTORE);
    Path file = target.resolve("00000000000000000000.log");
    FileTime time = FileTime.fromMillis(1_234_567_890_000L);
    Files.setLastModifiedTime(file, time);
    Path other = Files.createLink(folder.resolve("other"), file);
    RestoreReport report = manager().restore(id, target, DIFFERENTIAL);
    assertEquals(Files.size(file), report.bytesWritten());
    assertLikeClean(target);
    assertEquals(time, Files.getLastModifiedTime(other));
  }

  @Test
  void shouldRestoreAPartDifferentially() throws IOException {
    RestoreOptions part = DIFFERENTIAL.withRange(RestoreRange.ALL.withToOffset(17));
    manager().restore(id, diverged(), part);
    Path expected = folder.resolve("expected");
    manager().restore(id, expected, RESTORE.withRange(part.range()));
    assertEquals(TestLogs.contents(expected), TestLogs.contents(target));
  }

  @Test
  void shouldChangeNothingIfTheSnapshotIsDamaged() throws IOException {
    diverged();
    Map<String, String> before = TestLogs.contents(target);
    TestLogs.flip(snapshots.resolve(id).resolve("00000000000000000000.log"));
    assertThrows(CorruptionException.class, () -> manager().restore(id, target, DIFFERENTIAL));
    assertEquals(before, TestLogs.contents(target));
  }

  @Test
  void shouldRefuseADirectoryThatIsNoLog() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("diary.txt"), "dear diary");
    assertRefused(
        InvalidRequestException.class,
        "neither empty nor a partition directory",
        () -> manager().restore(id, target, DIFFERENTIAL));
    assertEquals(List.of("diary.txt"), TestLogs.names(target));
  }

  @Test
  void shouldRefuseLinksAndDirectoriesInTheWay() throws IOException {
    manager().restore(id, target, RESTORE);
    Path segment = target.resolve("00000000000000000015.log");
    Files.delete(segment);
    Files.createSymbolicLink(segment, clean.resolve(segment.getFileName()));
    assertRefused(
        InvalidRequestException.class,
        "is a symbolic link, not a file",
        () -> manager().restore(id, target, DIFFERENTIAL));
  }

  @Test
  void shouldRefuseALogThatSomebodyHasOpen() throws IOException {
    manager().restore(id, target, RESTORE);
    try (Log open = Log.open(target, TestLogs.OPTIONS)) {
      assertThrows(LockedException.class, () -> manager().restore(id, target, DIFFERENTIAL));
      assertEquals(20, open.logEndOffset());
    }
  }

  @Test
  void shouldRefuseTheSnapshotsThemselves() throws IOException {
    for (Path place : List.of(snapshots, snapshots.resolve(id), log.resolve("inside"))) {
      assertThrows(InvalidRequestException.class, () -> manager().restore(id, place, DIFFERENTIAL));
    }
    assertClean(manager().verify(id, VERIFY));
  }

  @Test
  @Tag("exhaustive")
  void shouldBeCompletedByRunningItAgainWhicheverCallWasTheLast() throws IOException {
    boolean done = false;
    int unfinished = 0;
    for (int call = 1; !done; call++) {
      diverged();
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingFrom(call);
      try {
        manager.restore(id, target, DIFFERENTIAL);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("injected failure"), e.getMessage());
      }
      done = !disk.hasFailed();
      unfinished += assertUnfinishedIsRefused();
      manager().restore(id, target, DIFFERENTIAL);
      assertLikeClean(target);
      assertEquals("mine", Files.readString(target.resolve(".removed-" + id + "/notes.txt")));
      assertClean(manager().verify(id, VERIFY));
      SnapshotFolder.remove(Disk.local(), target);
    }
    assertTrue(unfinished > 10, "states with the mark: " + unfinished);
  }

  private int assertUnfinishedIsRefused() throws IOException {
    if (!Files.exists(target.resolve("segsnap-restoring"))) {
      return 0;
    }
    assertRefused(
        InvalidRequestException.class,
        "a differential restore of " + id + " was not finished",
        () -> Log.open(target, TestLogs.OPTIONS).close());
    assertRefused(
        InvalidRequestException.class,
        "run it again",
        () -> SnapshotManager.open(target, SnapshotOptions.defaults()).create(CREATE));
    return 1;
  }

  @Test
  void shouldMarkTheDirectoryBeforeItChangesAnythingAndUnmarkItWhenAllIsSynced()
      throws IOException {
    diverged();
    ScriptedDisk disk = new ScriptedDisk();
    manager(disk).restore(id, target, DIFFERENTIAL);
    List<String> calls = new ArrayList<>(disk.calls());
    calls.removeIf(call -> call.startsWith("openFor"));
    assertEquals(
        List.of(
            "create segsnap-restoring.tmp",
            "write segsnap-restoring.tmp",
            "sync segsnap-restoring.tmp",
            "rename segsnap-restoring.tmp segsnap-restoring",
            "syncDirectory restored"),
        calls.subList(0, 5));
    int last = calls.size() - 1;
    assertEquals("syncDirectory restored", calls.get(last));
    assertEquals("delete segsnap-restoring", calls.get(last - 1));
    int checkpoint = calls.indexOf("create segsnap-checkpoint.tmp");
    assertEquals("syncDirectory restored", calls.get(checkpoint - 1));
    for (String call : calls.subList(checkpoint, calls.size())) {
      assertFalse(call.contains(" 0000"), calls.toString());
    }
  }

  @Test
  void shouldShortenAndLengthenFiles() throws IOException {
    manager().restore(id, target, RESTORE);
    Path first = target.resolve("00000000000000000000.log");
    Path second = target.resolve("00000000000000000015.log");
    Files.write(first, new byte[100], StandardOpenOption.APPEND);
    Files.write(second, new byte[0]);
    manager().restore(id, target, DIFFERENTIAL);
    assertLikeClean(target);
  }
}
