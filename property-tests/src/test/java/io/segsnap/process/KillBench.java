package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.cli.CommandLineInProcess;
import io.segsnap.cli.CommandLineInProcess.Outcome;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.Contents;
import io.segsnap.crash.Scratch;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotList;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** A log of some hundred files with two snapshots, of which the second has more, and what both hold. */
final class KillBench {

  static final LogOptions OPTIONS = LogOptions.defaults().withSegmentBytes(16 * 1024);

  /** A tag of the two snapshots. */
  static final String PIN = "keep";

  private static final int RECORDS = 600;
  private static final CreateOptions CREATE = CreateOptions.defaults()
      .withStrategy(CopyStrategy.OFF_HEAP)
      .withSynced(false)
      .withMinInterval(Duration.ZERO);

  private final Path folder;
  private final Path log;
  private final Map<String, SortedMap<String, String>> known = new HashMap<>();
  private final List<String> ids;

  KillBench(Path folder) throws IOException {
    this.folder = folder;
    this.log = TestLogs.create(folder.resolve("topic-0"), RECORDS);
    CreateOptions pinned = CREATE.withTags(List.of(PIN));
    String first = manager().create(pinned).id();
    try (Log more = Log.open(log, OPTIONS)) {
      TestLogs.append(more, RECORDS / 4);
    }
    String second = manager().create(pinned).id();
    ids = List.of(first, second);
    for (String id : ids) {
      known.put(id, restored(id));
    }
  }

  Path folder() {
    return folder;
  }

  Path log() {
    return log;
  }

  Path snapshots() {
    return log.resolve(".snapshots");
  }

  /** The two snapshots that always stay, the older first. */
  List<String> ids() {
    return ids;
  }

  /** What one of the two restores to. */
  SortedMap<String, String> known(String id) {
    return known.get(id);
  }

  SnapshotManager manager() throws IOException {
    return SnapshotManager.open(log, SnapshotOptions.defaults());
  }

  /** Creates one more, of the same content as the second. */
  String createAnother() throws IOException {
    return manager().create(CREATE).id();
  }

  void restore(String id, Path target) throws IOException {
    manager().restore(id, target, RestoreOptions.defaults().withSynced(false));
  }

  private SortedMap<String, String> restored(String id) throws IOException {
    Path target = folder.resolve("checked-0");
    restore(id, target);
    SortedMap<String, String> contents = TestLogs.contents(target);
    Scratch.clear(target);
    return contents;
  }

  /** Runs a command again, to its end. */
  static void rerun(List<String> args) {
    Outcome outcome = CommandLineInProcess.run(args.toArray(String[]::new));
    assertEquals(0, outcome.exitCode(), outcome.errors());
  }

  /** Ids of the snapshots beside the two; all are whole, and the two are what they were. */
  Set<String> checkSnapshots() throws IOException {
    SnapshotManager manager = manager();
    SnapshotList list = manager.list();
    assertEquals(List.of(), list.damaged());
    Set<String> found =
        new TreeSet<>(list.snapshots().stream().map(Snapshot::id).toList());
    assertTrue(found.containsAll(ids), () -> "lost one of " + ids + ": " + found);
    for (String id : found) {
      assertEquals(List.of(), manager.verify(id, VerifyOptions.defaults()).problems(), id);
      SortedMap<String, String> expected = known.getOrDefault(id, known.get(ids.get(1)));
      Contents.assertSame(expected, restored(id), "restored " + id);
    }
    found.removeAll(ids);
    return found;
  }

  static void assertNoOther(Set<String> ids) {
    assertEquals(Set.of(), ids, "other snapshots");
  }

  /** Nothing lies about that does not belong there. */
  void checkNothingIsLeft() throws IOException {
    Set<String> names = new TreeSet<>(Set.of(".lock", "snapshots.json"));
    manager().list().snapshots().forEach(snapshot -> names.add(snapshot.id()));
    assertEquals(List.copyOf(names), TestLogs.names(snapshots()));
    List<String> hidden =
        TestLogs.names(folder).stream().filter(name -> name.startsWith(".")).toList();
    assertEquals(List.of(), hidden, "left beside the target");
  }

  /** Ids of the published snapshots beside the two, found without opening anything. */
  List<String> others() throws IOException {
    return TestLogs.names(snapshots()).stream()
        .filter(name -> name.startsWith("snapshot-") && !ids.contains(name))
        .toList();
  }

  /** Whether the catalog names a snapshot. */
  boolean isInCatalog(String id) throws IOException {
    String catalog = Files.readString(snapshots().resolve("snapshots.json"));
    return catalog.contains("\"id\" : \"" + id + "\"");
  }

  /** How many names a directory holds, 0 where there is none. */
  static int count(Path directory) {
    String[] names = directory.toFile().list();
    return names == null ? 0 : names.length;
  }

  /** The one directory in another whose name begins so, or a missing one. */
  static Path find(Path directory, String prefix) {
    String[] names = directory.toFile().list((parent, name) -> name.startsWith(prefix));
    boolean none = names == null || names.length == 0;
    return directory.resolve(none ? prefix + "none" : names[0]);
  }
}
