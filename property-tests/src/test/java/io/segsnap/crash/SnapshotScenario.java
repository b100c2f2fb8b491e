package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogChecksums;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotList;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Something done to the snapshots of {@code topic-0}, which has two: the first copied, the second
 * linked, from a log that knows no checksums of its files. Whatever is listed must verify, and restore to the bytes that it had.
 */
abstract class SnapshotScenario implements Scenario {

  static final String DONE = "done";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final String name;
  private final SetClock clock = new SetClock(START);
  private final Map<String, SortedMap<String, String>> known = new HashMap<>();
  private Set<String> idsBefore = Set.of();
  private Set<String> idsAfter = Set.of();
  private SortedMap<String, String> logBefore;
  private SortedMap<String, String> restoredNew;
  private Set<String> namesAfter = Set.of();
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  SnapshotScenario(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  static Path log(Path root) {
    return root.resolve("topic-0");
  }

  SnapshotManager manager(Path root, Disk disk) throws IOException {
    return SnapshotManager.open(
        log(root), SnapshotOptions.defaults().withDisk(disk).withClock(clock));
  }

  /** Ids of the snapshots that were there before, oldest first. */
  List<String> idsBefore() {
    return idsBefore.stream().sorted().toList();
  }

  Set<String> idsAfter() {
    return idsAfter;
  }

  SetClock clock() {
    return clock;
  }

  static Set<String> ids(SnapshotManager manager) throws IOException {
    return ids(manager.list());
  }

  private static Set<String> ids(SnapshotList list) {
    Set<String> ids = new HashSet<>();
    list.snapshots().forEach(snapshot -> ids.add(snapshot.id()));
    return ids;
  }

  @Override
  public void prepare(Path root) throws IOException {
    SmallLog.create(log(root), 9);
    SnapshotManager manager = manager(root, Disk.local());
    create(manager, root, CopyStrategy.OFF_HEAP);
    try (Log log = Log.open(log(root), SmallLog.OPTIONS)) {
      SmallLog.append(log, 5, "v");
    }
    Files.delete(log(root).resolve(LogChecksums.FILE_NAME));
    clock.advance(Duration.ofHours(2));
    create(manager, root, CopyStrategy.LINK);
    clock.advance(Duration.ofHours(2));
    idsBefore = ids(manager);
    for (String id : idsBefore) {
      known.put(id, restored(manager, id, root.resolveSibling("known-" + id)));
    }
    logBefore = Contents.of(log(root));
  }

  private static void create(SnapshotManager manager, Path root, CopyStrategy strategy)
      throws IOException {
    manager.create(CreateOptions.defaults().withStrategy(strategy).withThreads(1));
    assertTrue(Files.exists(log(root)));
  }

  private static SortedMap<String, String> restored(SnapshotManager manager, String id, Path target)
      throws IOException {
    manager.restore(
        id,
        target,
        RestoreOptions.defaults()
            .withStrategy(CopyStrategy.OFF_HEAP)
            .withThreads(1)
            .withSynced(false));
    return Contents.of(target);
  }

  @Override
  public void learn(Path root) throws IOException {
    SnapshotManager manager = manager(root, Disk.local());
    idsAfter = ids(manager);
    for (String id : idsAfter) {
      if (!idsBefore.contains(id)) {
        restoredNew = restored(manager, id, root.resolveSibling("known-" + id));
        restoredNew.keySet().removeIf(this::mayDiffer);
      }
    }
    namesAfter = Contents.names(root);
  }

  /** Whether a file of a new snapshot may hold something else if made after a crash. */
  boolean mayDiffer(String file) {
    return false;
  }

  /** Whether the log's own files may change. */
  boolean changesLog() {
    return false;
  }

  @Override
  public void check(Path root, Crash crash) throws IOException {
    SnapshotManager manager = manager(root, Disk.local());
    SnapshotList list = manager.list();
    if (crash.promises().contains(DONE)) {
      assertEquals(idsAfter.size(), list.snapshots().size(), "snapshots after success");
    }
    checkSnapshots(root, manager, list);
    if (!changesLog()) {
      Contents.assertSame(logBefore, Contents.of(log(root)), "the log");
    }
  }

  private void checkSnapshots(Path root, SnapshotManager manager, SnapshotList list)
      throws IOException {
    assertEquals(List.of(), list.damaged(), "damaged snapshots");
    Set<String> ids = ids(list);
    Set<String> kept = new HashSet<>(idsBefore);
    kept.retainAll(idsAfter);
    assertTrue(ids.containsAll(kept), () -> "lost one of " + kept + ", has " + ids);
    ids.removeAll(idsBefore);
    Set<String> added = new HashSet<>(idsAfter);
    added.removeAll(idsBefore);
    assertTrue(ids.size() <= added.size(), () -> "more snapshots than asked for: " + ids);
    for (Snapshot snapshot : list.snapshots()) {
      checkSnapshot(root, manager, snapshot.id());
    }
  }

  /** Restoring and verifying look at the snapshot's own folder only: equal folders are checked once. */
  private void checkSnapshot(Path root, SnapshotManager manager, String id) throws IOException {
    String content = id + Tree.read(log(root).resolve(".snapshots").resolve(id)).digest();
    if (checked.contains(content)) {
      return;
    }
    Path target = root.resolve("checked-" + id);
    SortedMap<String, String> expected = known.getOrDefault(id, restoredNew);
    SortedMap<String, String> found = restored(manager, id, target);
    if (!known.containsKey(id)) {
      found.keySet().removeIf(this::mayDiffer);
    }
    Contents.assertSame(expected, found, "restored " + id);
    assertEquals(
        List.of(),
        manager.verify(id, VerifyOptions.defaults().withThreads(1)).problems(),
        () -> "verify " + id);
    remove(target);
    checked.add(content);
  }

  static void remove(Path directory) throws IOException {
    for (String name : Contents.names(directory)) {
      Files.delete(directory.resolve(name));
    }
    Files.delete(directory);
  }

  @Override
  public void checkRecovered(Path root) throws IOException {
    SnapshotManager manager = manager(root, Disk.local());
    SnapshotList list = manager.list();
    Set<String> ids = ids(list);
    assertEquals(idsAfter.size(), ids.size(), "snapshots in the end");
    checkSnapshots(root, manager, list);
    Set<String> names = new HashSet<>(ids);
    names.addAll(Set.of("snapshots.json", ".lock"));
    assertEquals(names, Contents.names(log(root).resolve(".snapshots")), "in the folder");
    Set<String> left = new HashSet<>(Contents.names(root));
    left.removeAll(namesAfter);
    left.removeIf(file -> file.endsWith(".restoring.lock"));
    assertEquals(Set.of(), left, "left over");
  }
}
