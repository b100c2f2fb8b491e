package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.Scratch;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.properties.History.Instant;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot of a log that is appended to, truncated and cut at its front is the log at one instant. */
class OneInstantTest {

  private static final LogOptions OPTIONS = LogOptions.defaults()
      .withSegmentBytes(700)
      .withIndexIntervalBytes(100)
      .withRetentionBytes(3_000)
      .withSyncOnRoll(false);

  /** Of these at least, something must have happened meanwhile. */
  private static final int SNAPSHOTS = System.getProperty("segsnap.depth", "").isEmpty() ? 3 : 200;

  private static final int MOST_SNAPSHOTS = 20 * SNAPSHOTS;

  @FunctionalInterface
  private interface Change {
    void make(Random random) throws IOException;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLONE")
  void itIsTheLogAsItWasBetweenTwoChanges(CopyStrategy strategy) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    AtomicBoolean isOver = new AtomicBoolean();
    try (Scratch scratch = new Scratch();
        Log log = Log.open(scratch.path().resolve("topic-0"), OPTIONS)) {
      History history = new History(log);
      List<Future<?>> changers = new ArrayList<>();
      for (Change change : List.<Change>of(
          history::append, history::truncate, history::deleteFirst, history::retain)) {
        Random random = new Random(changers.size());
        changers.add(threads.submit(() -> {
          while (!isOver.get()) {
            change.make(random);
          }
          return null;
        }));
      }
      try {
        checkSnapshots(scratch.path(), log, history, strategy);
      } finally {
        isOver.set(true);
      }
      for (Future<?> changer : changers) {
        changer.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void checkSnapshots(Path folder, Log log, History history, CopyStrategy strategy)
      throws IOException {
    SnapshotManager manager = SnapshotManager.open(log.directory(), SnapshotOptions.defaults());
    Map<String, Instant> known = new TreeMap<>();
    int busy = 0;
    while ((busy < SNAPSHOTS || !history.wasCutBothWays()) && known.size() < MOST_SNAPSHOTS) {
      int first = history.count() - 1;
      Snapshot snapshot = manager.create(
          log,
          CreateOptions.defaults()
              .withStrategy(strategy)
              .withThreads(2)
              .withSynced(false)
              .withMinInterval(Duration.ZERO));
      List<Instant> allowed = history.between(first, history.count());
      known.put(snapshot.id(), find(restored(manager, snapshot, folder), snapshot, allowed));
      busy += allowed.size() > 1 ? 1 : 0;
    }
    int found = busy;
    assertTrue(found >= SNAPSHOTS, () -> "snapshots while something changed: " + found);
    assertTrue(history.wasCutBothWays(), "deleted by offset and by retention");
    for (Snapshot snapshot : manager.list().snapshots()) {
      assertTrue(manager.verify(snapshot.id(), VerifyOptions.defaults()).isClean());
      Instant instant = known.get(snapshot.id());
      assertEquals(instant.values(), restored(manager, snapshot, folder), "later");
    }
    Proof.add(
        Section.PROPERTIES, "OneInstantTest by " + strategy, known.size(), history.count(), "ok");
  }

  private static Instant find(List<String> restored, Snapshot snapshot, List<Instant> allowed) {
    return allowed.stream()
        .filter(instant -> instant.start() == snapshot.logStartOffset()
            && instant.end() == snapshot.highWaterMark()
            && instant.values().equals(restored))
        .findFirst()
        .orElseThrow(() -> new AssertionError(
            snapshot + " is none of the " + allowed.size() + " instants " + allowed));
  }

  private static List<String> restored(SnapshotManager manager, Snapshot snapshot, Path folder)
      throws IOException {
    Path target = folder.resolve("restored-0");
    manager.restore(
        snapshot.id(),
        target,
        RestoreOptions.defaults().withStrategy(CopyStrategy.OFF_HEAP).withSynced(false));
    try (Log log = Log.open(target, OPTIONS)) {
      assertTrue(log.recovery().clean());
      return RecordAt.all(log).stream()
          .map(record -> record.offset() + ": " + Texts.of(record.record().value()))
          .toList();
    } finally {
      Scratch.clear(target);
    }
  }
}
