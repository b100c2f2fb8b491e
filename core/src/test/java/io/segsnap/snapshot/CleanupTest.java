package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import io.segsnap.NotDueException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.retention.Verdict;
import io.segsnap.testing.ScriptedDisk;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cleaning up by policy, sizes, and the time between snapshots. */
class CleanupTest extends SnapshotTestBase {

  private static final RetentionPolicy DEFAULTS = RetentionPolicy.defaults();

  /** Oldest first. */
  private List<String> createHourly(SnapshotManager manager, int count) throws IOException {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofHours(1));
      created.add(manager.create(CREATE).id());
    }
    return created;
  }

  private static List<String> deleted(List<CleanupResult> results) {
    return results.stream()
        .filter(CleanupResult::isDeleted)
        .map(result -> result.verdict().id())
        .toList();
  }

  @Test
  void shouldDeleteByCount() throws IOException {
    SnapshotManager manager = manager();
    List<String> created = createHourly(manager, 7);
    assertEquals(List.of(created.get(1), created.get(0)), deleted(manager.cleanup(DEFAULTS)));
    assertEquals(5, ids(manager).size());
    assertEquals(List.of(), deleted(manager.cleanup(DEFAULTS)));
  }

  @Test
  void shouldDeleteByAgeButNeverTheNewest() throws IOException {
    SnapshotManager manager = manager();
    List<String> created = createHourly(manager, 3);
    clock.advance(Duration.ofHours(22).plusMinutes(30));
    assertEquals(List.of(created.get(0)), deleted(manager.cleanup(DEFAULTS)));
    clock.advance(Duration.ofDays(400));
    assertEquals(List.of(created.get(1)), deleted(manager.cleanup(DEFAULTS)));
    assertEquals(List.of(created.get(2)), ids(manager));
    assertClean(manager.verify(created.get(2), VERIFY));
  }

  @Test
  void shouldJudgeAsItWouldCleanUpAndChangeNothing() throws IOException {
    SnapshotManager manager = manager();
    createHourly(manager, 7);
    List<String> before = TestLogs.names(snapshots);
    List<Verdict> verdicts = manager.judge(DEFAULTS);
    assertEquals(before, TestLogs.names(snapshots));
    assertEquals(
        verdicts, manager.cleanup(DEFAULTS).stream().map(CleanupResult::verdict).toList());
  }

  @Test
  void shouldKeepPinnedOnes() throws IOException {
    SnapshotManager manager = manager();
    String pinned = manager.create(CREATE.withTags(List.of("keep"))).id();
    List<String> created = createHourly(manager, 2);
    RetentionPolicy policy = DEFAULTS.withMaxSnapshots(1).withPinTags(Set.of("keep"));
    assertEquals(List.of(created.get(0)), deleted(manager.cleanup(policy)));
    assertEquals(List.of(created.get(1), pinned), ids(manager));
  }

  @Test
  void shouldLeaveDamagedOnesAndNotCountThem() throws IOException {
    SnapshotManager manager = manager();
    List<String> created = createHourly(manager, 3);
    Files.writeString(snapshots.resolve(created.get(2)).resolve("manifest.json"), "{");
    RetentionPolicy policy = DEFAULTS.withMaxSnapshots(1);
    assertEquals(List.of(created.get(0)), deleted(manager.cleanup(policy)));
    assertEquals(List.of(created.get(1)), ids(manager));
    assertTrue(Files.exists(snapshots.resolve(created.get(2))));
  }

  @Test
  void shouldGoOnAfterOneThatCanNotBeDeletedAndReportIt() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    SnapshotManager manager = manager(disk);
    List<String> created = createHourly(manager, 4);
    disk.failingOn("rename " + created.get(1) + " .deleting-" + created.get(1));
    List<CleanupResult> results = manager.cleanup(DEFAULTS.withMaxSnapshots(1));
    assertEquals(List.of(created.get(2), created.get(0)), deleted(results));
    String failure = results.get(2).failure().orElseThrow().getMessage();
    assertTrue(failure.contains("injected failure"), failure);
    assertEquals(List.of(created.get(3), created.get(1)), ids(manager));
  }

  @Test
  @Tag("exhaustive")
  void shouldDeleteEachAsAWholeOrNotWhicheverCallFails() throws IOException {
    boolean done = false;
    for (int call = 1; !done; call++) {
      List<String> created = createHourly(manager(), 3);
      ScriptedDisk disk = new ScriptedDisk();
      SnapshotManager manager = manager(disk);
      disk.failingFrom(call);
      try {
        manager.cleanup(DEFAULTS.withMaxSnapshots(1));
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("injected failure"), e.getMessage());
      }
      done = !disk.hasFailed();
      SnapshotManager reopened = manager();
      assertEquals(List.of(), reopened.list().damaged());
      for (String id : ids(reopened)) {
        assertClean(reopened.verify(id, VERIFY));
      }
      reopened.cleanup(DEFAULTS.withMaxSnapshots(1));
      assertEquals(List.of(".lock", created.get(2), "snapshots.json"), TestLogs.names(snapshots));
    }
  }

  @Test
  void shouldRefuseToCleanUpWhileAnotherHoldsTheLock() throws IOException {
    SnapshotManager manager = manager();
    createHourly(manager, 2);
    DirectoryLock busy = Disk.local().lock(snapshots.resolve(".lock"));
    try {
      assertThrows(LockedException.class, () -> manager.cleanup(DEFAULTS.withMaxSnapshots(0)));
    } finally {
      busy.close();
    }
    assertEquals(2, ids(manager).size());
  }

  @Test
  void shouldMakeNoFolderWhereThereIsNothingToCleanUp() throws IOException {
    assertEquals(List.of(), manager().cleanup(DEFAULTS));
    assertFalse(Files.exists(snapshots));
  }

  @Test
  void shouldRefuseASnapshotThatIsNotDueAndSayWhenItIs() throws IOException {
    SnapshotManager manager = manager();
    CreateOptions hourly = CREATE.withMinInterval(Duration.ofHours(1));
    manager.create(hourly);
    clock.advance(Duration.ofHours(1).minusNanos(1));
    NotDueException refused = assertRefused(
        NotDueException.class,
        NOW.plus(Duration.ofHours(1)).toString(),
        () -> manager.create(hourly));
    assertEquals(NOW.plus(Duration.ofHours(1)), refused.due());
    manager.create(hourly.withMinInterval(Duration.ZERO));
    clock.advance(Duration.ofHours(1));
    manager.create(hourly);
    assertEquals(3, ids(manager).size());
  }

  @Test
  void shouldWaitForAnHourByDefault() throws IOException {
    SnapshotManager manager = manager();
    manager.create(CREATE);
    assertThrows(NotDueException.class, () -> manager.create(CreateOptions.defaults()));
  }

  @Test
  void shouldCreateAlthoughTheNewestIsDatedInTheFuture() throws IOException {
    SnapshotManager manager = manager();
    clock.advance(Duration.ofDays(1000));
    manager.create(CREATE);
    clock.advance(Duration.ofDays(-1000));
    manager.create(CREATE.withMinInterval(Duration.ofHours(1)));
    assertEquals(2, ids(manager).size());
  }

  @Test
  void shouldMeasureCopiesInFullAndLinksAsNothing() throws IOException {
    SnapshotManager manager = manager();
    String copied = manager.create(CREATE).id();
    SnapshotSizes one = manager.size();
    assertEquals(bytesOf(copied), one.apparentBytes());
    assertTrue(one.occupiedBytes() >= one.apparentBytes());

    String linked = manager.create(LINK).id();
    SnapshotSizes two = manager.size();
    SnapshotSizes.Size size = two.snapshots().get(0);
    assertEquals(linked, size.id());
    assertEquals(bytesOf(linked), size.apparentBytes());
    long sealed = 3 * Files.size(log.resolve("00000000000000000000.log"));
    assertTrue(size.occupiedBytes() < one.occupiedBytes() - sealed / 2, size.toString());
    assertEquals(one.occupiedBytes() + size.occupiedBytes(), two.occupiedBytes());
  }

  @Test
  void shouldCountWhatOnlySnapshotsShareOnceInTheTotal() throws IOException {
    SnapshotManager manager = manager();
    manager.create(LINK);
    manager.create(LINK);
    Path segment = log.resolve("00000000000000000000.log");
    SnapshotSizes before = manager.size();
    long length = Files.size(segment);
    Files.delete(segment);
    SnapshotSizes after = manager.size();
    assertEquals(before.snapshots(), after.snapshots());
    long more = after.occupiedBytes() - before.occupiedBytes();
    assertTrue(more >= length && more < 2 * length, more + " for " + length);
  }

  @Test
  void shouldCountWholeBlocks() throws IOException {
    SnapshotManager manager = manager();
    Path held = snapshots.resolve(manager.create(CREATE).id());
    int block = (int) Files.getFileStore(held).getBlockSize();
    long before = manager.size().occupiedBytes();
    Files.createFile(held.resolve("empty"));
    assertEquals(before, manager.size().occupiedBytes());
    Files.write(held.resolve("full"), new byte[block]);
    assertEquals(before + block, manager.size().occupiedBytes());
    Files.write(held.resolve("begun"), new byte[block + 1]);
    assertEquals(before + 3L * block, manager.size().occupiedBytes());
  }

  private long bytesOf(String id) throws IOException {
    long bytes = 0;
    for (String name : TestLogs.names(snapshots.resolve(id))) {
      bytes += Files.size(snapshots.resolve(id).resolve(name));
    }
    return bytes;
  }
}
