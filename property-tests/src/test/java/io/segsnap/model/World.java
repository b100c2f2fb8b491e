package io.segsnap.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.NotDueException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.CloningDisk;
import io.segsnap.io.FaultyDisk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.log.SegmentInfo;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.properties.RetentionModel;
import io.segsnap.retention.Candidate;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreRange;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.SetClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A log and its snapshots, and beside them the model that says what they must be. Every action does
 * the same to both and compares; {@link #check} compares all.
 */
final class World {

  /** What a chain of actions came by. */
  enum Event {
    SNAPSHOT_OF_AN_ACTIVE_TAIL,
    ROLL,
    RESTORE_AFTER_TRUNCATION,
    CLEANUP_THAT_DELETES,
    DAMAGE,
    DIFFERENTIAL_RESTORE
  }

  private static final int SEGMENT_BYTES = 1_500;
  private static final LogOptions OPTIONS = LogOptions.defaults()
      .withSegmentBytes(SEGMENT_BYTES)
      .withIndexIntervalBytes(200)
      .withSyncOnRoll(false);
  /** Every how manyth offset and timestamp Kafka is asked for in a restored directory. */
  private static final int EACH = 7;

  /** After every how manyth check a snapshot is restored. */
  private static final int CHECKS_TO_RESTORE = 7;

  private static final RestoreOptions RESTORE = RestoreOptions.defaults().withSynced(false);

  /** What is known of a snapshot. */
  private record Taken(Candidate candidate, String label, LogModel log) {}

  private final Path folder;
  private final Path directory;
  private final SetClock clock = new SetClock(Instant.parse("2026-03-29T00:30:00Z"));
  private final SnapshotManager manager;
  private final LogModel model = new LogModel(SEGMENT_BYTES);
  private final Map<String, Taken> snapshots = new TreeMap<>();
  private final Set<String> damaged = new HashSet<>();
  private final Producers producers = new Producers();
  private final Set<Event> events = EnumSet.noneOf(Event.class);
  private final Set<CopyStrategy> strategies = EnumSet.noneOf(CopyStrategy.class);
  private Log log;
  private boolean wasTruncated;
  private int targets;
  private int checks;

  /** The same for each chain, so that a failure comes again and shrinks. */
  private final Random random = new Random(1);

  World(Path folder) throws IOException {
    this.folder = folder;
    this.directory = folder.resolve("topic-0");
    this.log = open();
    this.manager = manager();
  }

  /** Locks that don't lock, so that a log which is dropped stands for a killed process. */
  private Log open() throws IOException {
    return open(OPTIONS);
  }

  private Log open(LogOptions options) throws IOException {
    return Log.open(directory, options, new CloningDisk(new FaultyDisk()), clock);
  }

  private SnapshotManager manager() throws IOException {
    return SnapshotManager.open(
        directory,
        SnapshotOptions.defaults()
            .withDisk(new CloningDisk())
            .withClock(clock)
            .withSnapshotDirectory(folder.resolve("s")));
  }

  Set<Event> events() {
    return events;
  }

  Set<CopyStrategy> strategies() {
    return strategies;
  }

  void append(Producers.Kind kind, Producers.Content content) throws IOException {
    List<StoredRecord> records = new ArrayList<>();
    ByteBuffer batch = producers.batch(kind, content, model.end(), records);
    int sizeBytes = batch.remaining();
    assertEquals(model.end(), log.append(batch));
    if (model.append(kind, sizeBytes, records)) {
      events.add(Event.ROLL);
    }
  }

  void flush() throws IOException {
    log.flush();
  }

  void roll() throws IOException {
    log.roll();
    if (model.roll()) {
      events.add(Event.ROLL);
    }
  }

  /** Somewhere between the start of the log and its end. */
  private long offset(double part) {
    return model.start() + (long) (part * (model.end() - model.start()));
  }

  void truncate(double part) throws IOException {
    long offset = offset(part);
    wasTruncated |= offset < model.end();
    log.truncateTo(offset);
    model.truncateTo(offset);
  }

  void deleteRecords(double part) throws IOException {
    long offset = offset(part);
    log.deleteRecordsBefore(offset);
    model.deleteBefore(offset);
  }

  void retainSegments(int bytes) throws IOException {
    log.close();
    log = open(OPTIONS.withRetentionBytes(bytes));
    assertEquals(model.retain(bytes), log.deleteOldSegments());
  }

  void reopen() throws IOException {
    log.close();
    log = open();
    assertTrue(log.recovery().clean());
  }

  /** Nothing that was appended is lost with the process. */
  void kill() throws IOException {
    log = open();
  }

  void moveClock(int minutes) {
    clock.advance(Duration.ofMinutes(minutes));
  }

  private RetentionModel retention(RetentionPolicy policy) {
    return new RetentionModel(
        snapshots.values().stream().map(Taken::candidate).toList(), policy, clock.instant());
  }

  void create(CopyStrategy strategy, int threads, boolean isDueOnly, boolean isOpen, String tag)
      throws IOException {
    String label = "label " + snapshots.size() + " of " + strategy;
    List<String> tags = tag.isEmpty() ? List.of() : List.of(tag);
    CreateOptions options = CreateOptions.defaults()
        .withStrategy(strategy)
        .withThreads(threads)
        .withSynced(false)
        .withLabel(label)
        .withTags(tags)
        .withMinInterval(isDueOnly ? Duration.ofHours(1) : Duration.ZERO);
    if (isDueOnly && !isDue()) {
      assertThrows(NotDueException.class, () -> manager.create(log, options));
      return;
    }
    Snapshot snapshot = isOpen ? manager.create(log, options) : createOfClosed(options);
    assertEquals(model.end(), snapshot.highWaterMark());
    assertEquals(model.start(), snapshot.logStartOffset());
    assertEquals(clock.instant(), snapshot.created());
    Candidate candidate = new Candidate(snapshot.id(), clock.instant(), tags);
    snapshots.put(snapshot.id(), new Taken(candidate, label, model.copy()));
    strategies.add(strategy);
    List<SegmentInfo> segments = model.segments();
    SegmentInfo active = segments.get(segments.size() - 1);
    if (isOpen && active.sizeBytes() > 0) {
      events.add(Event.SNAPSHOT_OF_AN_ACTIVE_TAIL);
    }
  }

  private Snapshot createOfClosed(CreateOptions options) throws IOException {
    log.close();
    try {
      return manager.create(options);
    } finally {
      log = open();
    }
  }

  private boolean isDue() {
    Optional<Instant> newest = snapshots.values().stream()
        .map(taken -> taken.candidate().created())
        .filter(created -> !created.isAfter(clock.instant()))
        .max(Instant::compareTo);
    return newest.isEmpty() || !newest.get().plus(Duration.ofHours(1)).isAfter(clock.instant());
  }

  private Optional<String> pick(int number) {
    List<String> ids = List.copyOf(snapshots.keySet());
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(number % ids.size()));
  }

  void delete(int number) throws IOException {
    Optional<String> id = pick(number);
    if (id.isPresent()) {
      manager.delete(id.get());
      snapshots.remove(id.get());
      damaged.remove(id.get());
    }
  }

  void cleanup(int max, int hours) throws IOException {
    RetentionPolicy policy = RetentionPolicy.defaults()
        .withMaxSnapshots(max)
        .withRetentionTime(Duration.ofHours(hours))
        .withPinTags(Set.of("keep"));
    RetentionModel judge = retention(policy);
    Set<String> expected = new HashSet<>();
    snapshots.forEach((id, taken) -> {
      if (!judge.keeps(taken.candidate())) {
        expected.add(id);
      }
    });
    Set<String> judged = new HashSet<>();
    manager.judge(policy).forEach(verdict -> {
      if (!verdict.keep()) {
        judged.add(verdict.id());
      }
    });
    Set<String> deleted = new HashSet<>();
    manager.cleanup(policy).forEach(result -> {
      if (result.isDeleted()) {
        deleted.add(result.verdict().id());
      }
    });
    assertEquals(expected, judged);
    assertEquals(expected, deleted);
    snapshots.keySet().removeAll(expected);
    damaged.removeAll(expected);
    if (!expected.isEmpty()) {
      events.add(Event.CLEANUP_THAT_DELETES);
    }
  }

  /** Never of a file that the log has too. */
  void corrupt(int number, int position) throws IOException {
    Optional<String> id = pick(number);
    if (id.isEmpty()) {
      return;
    }
    List<Path> own = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("s").resolve(id.get()))) {
      for (Path file : files.sorted().toList()) {
        boolean isShared = (int) Files.getAttribute(file, "unix:nlink") > 1;
        if (!isShared && Files.size(file) > 0 && !file.endsWith("manifest.json")) {
          own.add(file);
        }
      }
    }
    Path file = own.get(position % own.size());
    byte[] bytes = Files.readAllBytes(file);
    bytes[position % bytes.length] ^= 0x20;
    var modified = Files.getLastModifiedTime(file);
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, modified);
    if (!isDamaged(id.get())) {
      // the same byte was changed before, and is whole again
      damaged.remove(id.get());
      return;
    }
    damaged.add(id.get());
    events.add(Event.DAMAGE);
  }

  private boolean isDamaged(String id) throws IOException {
    boolean wasDamaged = damaged.contains(id);
    boolean isClean = manager.verify(id, VerifyOptions.defaults()).isClean();
    assertTrue(wasDamaged || !isClean, "a changed byte was not found");
    return !isClean;
  }

  void restore(int number, int threads) throws IOException {
    restore(number, RESTORE.withThreads(threads), log -> log);
  }

  void restoreOffsets(int number, double from, double to) throws IOException {
    restore(
        number,
        log -> RESTORE.withRange(
            RestoreRange.ALL.withFromOffset(at(log, from)).withToOffset(at(log, to))),
        log -> log.before(at(log, to)).from(at(log, from)));
  }

  private static long at(LogModel log, double part) {
    return log.start() + (long) (part * (log.end() - log.start()));
  }

  /** Some that follow each other. */
  void restoreSegments(int number, int first, int count) throws IOException {
    Optional<String> id = pick(number);
    if (id.isEmpty()) {
      return;
    }
    List<SegmentInfo> all = snapshots.get(id.get()).log().segments();
    int from = first % all.size();
    List<SegmentInfo> chosen = all.subList(from, Math.min(all.size(), from + count));
    long start = chosen.get(0).baseOffset();
    long end = chosen.get(chosen.size() - 1).endOffset();
    restore(
        number,
        RESTORE.withRange(RestoreRange.ALL.withSegments(
            chosen.stream().map(SegmentInfo::baseOffset).toList())),
        log -> log.before(end).from(start));
  }

  void restoreTime(int number, long timestamp) throws IOException {
    restore(
        number,
        RESTORE.withRange(RestoreRange.ALL.withToTimestamp(timestamp)),
        log -> log.upTo(timestamp));
  }

  /** What part of a snapshot. */
  @FunctionalInterface
  private interface Slice {
    LogModel of(LogModel log);
  }

  @FunctionalInterface
  private interface OptionsOf {
    RestoreOptions of(LogModel log);
  }

  private void restore(int number, RestoreOptions options, Slice slice) throws IOException {
    restore(number, log -> options, slice);
  }

  private void restore(int number, OptionsOf options, Slice slice) throws IOException {
    Optional<String> id = pick(number);
    if (id.isEmpty()) {
      return;
    }
    LogModel taken = snapshots.get(id.get()).log();
    LogModel expected = slice.of(taken);
    Path target = folder.resolve("target" + targets++ + "-0");
    RestoreOptions chosen = options.of(taken);
    try {
      manager.restore(id.get(), target, chosen);
    } catch (InvalidRequestException e) {
      assertEquals(List.of(), expected.records(), "nothing in the range");
      return;
    } catch (CorruptionException e) {
      assertTrue(damaged.contains(id.get()), () -> "" + e);
      assertFalse(Files.exists(target));
      return;
    }
    if (wasTruncated) {
      events.add(Event.RESTORE_AFTER_TRUNCATION);
    }
    checkRestored(expected, target);
  }

  private static void checkReadBySegsnap(LogModel expected, Path target) throws IOException {
    try (Log restored = Log.open(target, OPTIONS)) {
      assertTrue(restored.recovery().clean());
      assertEquals(expected.start(), restored.logStartOffset());
      assertEquals(expected.end(), restored.logEndOffset());
      assertEquals(expected.records(), SegsnapRecords.of(restored));
    }
  }

  /** As segsnap reads it, and as Kafka's loader does, trusting the files or not. */
  private void checkRestored(LogModel expected, Path target) throws IOException {
    checkReadBySegsnap(expected, target);
    LogContents trusted = KafkaOracle.open(target, folder, true, expected.start());
    assertEquals(expected.records(), trusted.records());
    assertEquals(expected.start(), trusted.logStartOffset());
    assertEquals(expected.end(), trusted.logEndOffset());
    assertEquals(
        expected.aborted(),
        trusted.aborted().stream()
            .filter(transaction -> transaction.lastOffset() >= expected.start())
            .toList());
    long questions = KafkaOracle.checkReads(target, folder, expected.start(), EACH);
    Proof.count(
        Section.ORACLE,
        "chains: point reads by offset, by time, and of committed records",
        questions);
    Proof.count(Section.ORACLE, "chains: restored directories, trusted and recovered", 1);
    LogContents checked = KafkaOracle.open(target, folder, false, expected.start());
    assertEquals(expected.records(), checked.records());
    if (expected.start() == 0) {
      // else Kafka, checking every batch, forgets producers whose batches were deleted
      assertEquals(trusted, checked);
    }
  }

  /** Onto a restored copy that went another way. */
  void restoreDifferences(int number, double kept, int appended) throws IOException {
    Optional<String> id = pick(number);
    if (id.isEmpty() || damaged.contains(id.get())) {
      return;
    }
    Path target = folder.resolve("target" + targets++ + "-0");
    manager.restore(id.get(), target, RESTORE);
    try (Log other = Log.open(target, OPTIONS)) {
      long from = other.logStartOffset();
      other.truncateTo(from + (long) (kept * (other.logEndOffset() - from)));
      for (int i = 0; i < appended; i++) {
        other.append(producers.batch(
            Producers.Kind.PLAIN, Producers.Content.ofSeed(i), 0, new ArrayList<>()));
      }
    }
    RestoreOptions differential = RESTORE.withDifferential(Extras.REMOVE);
    manager.restore(id.get(), target, differential);
    RestoreReport again = manager.restore(id.get(), target, differential);
    assertEquals(0, again.bytesWritten());
    checkRestored(snapshots.get(id.get()).log(), target);
    events.add(Event.DIFFERENTIAL_RESTORE);
  }

  /** All that must hold after every action. */
  void check() throws IOException {
    assertEquals(model.start(), log.logStartOffset());
    assertEquals(model.end(), log.logEndOffset());
    assertEquals(model.segments(), log.segments());
    assertEquals(model.records(), SegsnapRecords.of(log));
    assertEquals(List.of(), manager.list().damaged());
    List<Snapshot> listed = manager.list().snapshots();
    for (Snapshot snapshot : listed) {
      Taken taken = snapshots.get(snapshot.id());
      assertNotNull(taken, snapshot.id());
      assertEquals(Optional.of(taken.label()), snapshot.label());
      assertEquals(taken.candidate().created(), snapshot.created());
      assertEquals(taken.candidate().tags(), snapshot.tags());
    }
    List<String> ids = listed.stream().map(Snapshot::id).sorted().toList();
    assertEquals(List.copyOf(snapshots.keySet()), ids);
    assertEquals(
        ids, manager().list().snapshots().stream().map(Snapshot::id).sorted().toList());
    for (String id : ids) {
      boolean isClean =
          manager.verify(id, VerifyOptions.defaults().withThreads(1)).isClean();
      assertEquals(!damaged.contains(id), isClean, id);
    }
    if (++checks % CHECKS_TO_RESTORE == 0) {
      restoreOne();
    }
  }

  /** Of whichever snapshot: that it verifies says less than what it restores to. */
  private void restoreOne() throws IOException {
    Optional<String> id = pick(random.nextInt(Integer.MAX_VALUE));
    if (id.isEmpty() || damaged.contains(id.get())) {
      return;
    }
    Path target = folder.resolve("target" + targets++ + "-0");
    manager.restore(id.get(), target, RESTORE.withThreads(1));
    checkReadBySegsnap(snapshots.get(id.get()).log(), target);
  }

  /** Whatever happened to the log since, a snapshot is what it was. */
  void checkAtTheEnd() throws IOException {
    log.close();
    for (String id : snapshots.keySet()) {
      Path target = folder.resolve("target" + targets++ + "-0");
      try {
        manager.restore(id, target, RESTORE);
      } catch (CorruptionException e) {
        assertTrue(damaged.contains(id), () -> "" + e);
        continue;
      }
      checkRestored(snapshots.get(id).log(), target);
    }
  }
}
