package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.proof.ProofHook;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreRange;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** All operations that change anything. */
final class Scenarios {

  private static final String ONLY = System.getProperty("segsnap.scenario", "");

  private Scenarios() {}

  /** All, or those whose names begin as {@code -Dsegsnap.scenario} says. */
  static List<Scenario> all() {
    return chosen(every());
  }

  /** Also what takes long and differs from others only in what they try together. */
  static List<Scenario> deep() {
    List<Scenario> all = every();
    if (ProofHook.isNightly()) {
      all.add(new CreateWhileOpen(CopyStrategy.OFF_HEAP));
    }
    return chosen(all);
  }

  private static List<Scenario> chosen(List<Scenario> scenarios) {
    return scenarios.stream()
        .filter(scenario -> scenario.name().startsWith(ONLY))
        .toList();
  }

  /** Whether {@link #all} leaves nothing out. */
  static boolean isComplete() {
    return ONLY.isEmpty();
  }

  private static List<Scenario> every() {
    List<Scenario> all = new ArrayList<>();
    for (CopyStrategy strategy : CopyStrategy.values()) {
      if (strategy != CopyStrategy.AUTO) {
        all.add(new Create(strategy, 1));
      }
    }
    all.add(new Create(CopyStrategy.OFF_HEAP, 4));
    all.add(new CreateWhileOpen(CopyStrategy.LINK));
    all.add(new Delete());
    all.add(new Cleanup());
    all.add(new CatalogRebuild());
    all.add(new NoteChecksums());
    all.add(new Restore("restore", RestoreRange.ALL, false));
    all.add(new Restore("restore to an empty directory", RestoreRange.ALL, true));
    all.add(new Restore(
        "restore of an offset range", RestoreRange.ALL.withFromOffset(5).withToOffset(12), false));
    all.add(new DifferentialRestore(Extras.REMOVE));
    all.add(new DifferentialRestore(Extras.MOVE_ASIDE));
    all.addAll(LogScenarios.all());
    return all;
  }

  /** A snapshot of a log that nobody writes. */
  static final class Create extends SnapshotScenario {
    private final CreateOptions options;

    Create(CopyStrategy strategy, int threads) {
      super("create by " + strategy + (threads == 1 ? "" : ", " + threads + " threads"));
      options =
          CreateOptions.defaults().withStrategy(strategy).withThreads(threads).withLabel("crashed");
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      manager(root, disk).create(options);
      promise.accept(DONE);
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      SnapshotManager manager = manager(root, disk);
      if (manager.list().snapshots().size() == idsBefore().size()) {
        manager.create(options);
      }
    }
  }

  /** A snapshot of a log whose last segments were never synced. */
  static final class CreateWhileOpen extends SnapshotScenario {
    private final CreateOptions options;

    CreateWhileOpen(CopyStrategy strategy) {
      super("append and create by " + strategy + ", log open");
      options = CreateOptions.defaults().withStrategy(strategy).withThreads(1);
    }

    @Override
    boolean changesLog() {
      return true;
    }

    /** Closing a log adds an entry, and so does recovering it. */
    @Override
    boolean mayDiffer(String file) {
      return file.endsWith(".timeindex") || file.endsWith(".snapshot");
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      try (Log log = Log.open(log(root), SmallLog.OPTIONS, disk, Clock.systemUTC())) {
        SmallLog.append(log, 7, "w");
        manager(root, disk).create(log, options);
        promise.accept(DONE);
      }
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      SnapshotManager manager = manager(root, disk);
      if (manager.list().snapshots().size() > idsBefore().size()) {
        return;
      }
      try (Log log = SmallLog.reopen(log(root), SmallLog.OPTIONS, disk)) {
        SmallLog.append(log, (int) (21 - log.logEndOffset()), "w");
        manager.create(log, options);
      }
    }
  }

  static final class Delete extends SnapshotScenario {

    Delete() {
      super("delete");
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      manager(root, disk).delete(idsBefore().get(0));
      promise.accept(DONE);
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      SnapshotManager manager = manager(root, disk);
      if (ids(manager).contains(idsBefore().get(0))) {
        manager.delete(idsBefore().get(0));
      }
    }
  }

  /** Deletes the older of the two. */
  static final class Cleanup extends SnapshotScenario {
    private static final RetentionPolicy POLICY = RetentionPolicy.defaults().withMaxSnapshots(1);

    Cleanup() {
      super("cleanup");
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      if (manager(root, disk).cleanup(POLICY).stream()
          .allMatch(result -> result.failure().isEmpty())) {
        promise.accept(DONE);
      }
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      manager(root, disk).cleanup(POLICY);
    }
  }

  /** Opening finds no catalog. */
  static final class CatalogRebuild extends SnapshotScenario {

    CatalogRebuild() {
      super("catalog rebuild");
    }

    @Override
    public void prepare(Path root) throws IOException {
      super.prepare(root);
      Files.delete(log(root).resolve(".snapshots/snapshots.json"));
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      manager(root, disk);
      promise.accept(DONE);
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      manager(root, disk);
    }
  }

  /** The first verify of a linked snapshot writes its manifest anew. */
  static final class NoteChecksums extends SnapshotScenario {

    NoteChecksums() {
      super("verify that notes checksums");
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      verify(manager(root, disk));
      promise.accept(DONE);
    }

    private void verify(SnapshotManager manager) throws IOException {
      manager.verify(idsBefore().get(1), VerifyOptions.defaults().withThreads(1));
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      verify(manager(root, disk));
    }
  }

  static final class Restore extends SnapshotScenario {
    private final RestoreOptions options;
    private final boolean existed;
    private SortedMap<String, String> expected;

    Restore(String name, RestoreRange range, boolean existed) {
      super(name);
      this.options = RestoreOptions.defaults().withThreads(1).withRange(range);
      this.existed = existed;
    }

    private static Path target(Path root) {
      return root.resolve("restored-0");
    }

    @Override
    public void prepare(Path root) throws IOException {
      super.prepare(root);
      if (existed) {
        Files.createDirectory(target(root));
      }
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      restore(root, disk);
      promise.accept(DONE);
    }

    private void restore(Path root, Disk disk) throws IOException {
      manager(root, disk).restore(idsBefore().get(1), target(root), options);
    }

    @Override
    public void learn(Path root) throws IOException {
      super.learn(root);
      expected = Contents.of(target(root));
    }

    @Override
    public void check(Path root, Crash crash) throws IOException {
      super.check(root, crash);
      if (isNone(root)) {
        assertTrue(!crash.promises().contains(DONE), "no target after success");
      } else {
        checkTarget(root);
      }
    }

    /** Before a crash an empty directory may have been replaced and the replacement be lost. */
    private static boolean isNone(Path root) throws IOException {
      return !Files.exists(target(root)) || Contents.names(target(root)).isEmpty();
    }

    private void checkTarget(Path root) throws IOException {
      Contents.assertSame(expected, Contents.of(target(root)), "the target");
      try (Log log = Log.open(target(root), SmallLog.OPTIONS)) {
        assertTrue(log.recovery().clean());
      }
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      if (isNone(root)) {
        restore(root, disk);
      }
    }

    @Override
    public void checkRecovered(Path root) throws IOException {
      super.checkRecovered(root);
      checkTarget(root);
    }
  }

  /** Onto a copy of the log that went another way. */
  static final class DifferentialRestore extends SnapshotScenario {
    private final RestoreOptions options;
    private SortedMap<String, String> diverged;
    private SortedMap<String, String> expected;

    DifferentialRestore(Extras extras) {
      super("differential restore, " + extras);
      options = RestoreOptions.defaults().withThreads(1).withDifferential(extras);
    }

    private static Path target(Path root) {
      return root.resolve("restored-0");
    }

    @Override
    public void prepare(Path root) throws IOException {
      super.prepare(root);
      manager(root, Disk.local())
          .restore(idsBefore().get(0), target(root), RestoreOptions.defaults().withThreads(1));
      try (Log log = Log.open(target(root), SmallLog.OPTIONS)) {
        log.truncateTo(6);
        SmallLog.append(log, 12, "other");
      }
      diverged = Contents.of(target(root));
    }

    @Override
    public void run(Path root, Disk disk, Consumer<String> promise) throws IOException {
      restore(root, disk);
      promise.accept(DONE);
    }

    private void restore(Path root, Disk disk) throws IOException {
      manager(root, disk).restore(idsBefore().get(1), target(root), options);
    }

    @Override
    public void learn(Path root) throws IOException {
      super.learn(root);
      expected = Contents.of(target(root));
    }

    @Override
    public void check(Path root, Crash crash) throws IOException {
      super.check(root, crash);
      SortedMap<String, String> found = Contents.of(target(root));
      if (found.containsKey("segsnap-restoring")) {
        assertTrue(!crash.promises().contains(DONE), "marked as unfinished after success");
        assertThrows(
            InvalidRequestException.class,
            () -> Log.open(target(root), SmallLog.OPTIONS).close());
        return;
      }
      found.keySet().removeIf(name -> name.startsWith("segsnap-restoring"));
      Set<SortedMap<String, String>> allowed =
          crash.promises().contains(DONE) ? Set.of(expected) : Set.of(expected, diverged);
      assertTrue(allowed.contains(found), () -> "neither old nor new: " + found.keySet());
    }

    @Override
    public void recover(Path root, Disk disk) throws IOException {
      restore(root, disk);
    }

    @Override
    public void checkRecovered(Path root) throws IOException {
      super.checkRecovered(root);
      Contents.assertSame(expected, Contents.of(target(root)), "the target");
      try (Log log = Log.open(target(root), SmallLog.OPTIONS)) {
        assertTrue(log.recovery().clean());
      }
    }
  }
}
