package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreRange;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A snapshot is the log at one instant, whatever happens to the log afterwards. */
class SnapshotProperties {

  static final LogOptions SMALL_SEGMENTS = LogOptions.defaults()
      .withSegmentBytes(2_000)
      .withIndexIntervalBytes(200)
      .withSyncOnRoll(false);

  @Property
  void aRestoredSnapshotIsTheLogAsItWas(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 6) Integer> before,
      @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 6) Integer> after,
      @ForAll @IntRange(max = 100) int keptPercent,
      @ForAll("strategies") CopyStrategy strategy,
      @ForAll @IntRange(min = 1, max = 4) int threads)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path directory = folder.path().resolve("topic-0");
      SnapshotManager manager;
      Snapshot snapshot;
      List<RecordAt> atTheInstant;
      try (Log log = Log.open(directory, SMALL_SEGMENTS)) {
        append(log, before);
        atTheInstant = RecordAt.all(log);
        manager = SnapshotManager.open(directory, SnapshotOptions.defaults());
        CreateOptions options =
            CreateOptions.defaults().withStrategy(strategy).withThreads(threads).withSynced(false);
        snapshot = manager.create(log, options);
        change(log, after, keptPercent);
      }

      assertEquals(atTheInstant.size(), snapshot.highWaterMark());
      assertTrue(manager
          .verify(snapshot.id(), VerifyOptions.defaults().withThreads(threads))
          .isClean());
      Path target = folder.path().resolve("restored-0");
      manager.restore(
          snapshot.id(), target, RestoreOptions.defaults().withThreads(threads).withSynced(false));
      try (Log restored = Log.open(target, SMALL_SEGMENTS)) {
        assertTrue(restored.recovery().clean());
        assertEquals(atTheInstant, RecordAt.all(restored));
      }
    }
  }

  /** All that the file system has. */
  @Provide
  Arbitrary<CopyStrategy> strategies() {
    boolean hasClones = TemporaryFolder.hasClones();
    return Arbitraries.of(CopyStrategy.class)
        .filter(strategy -> hasClones || strategy != CopyStrategy.CLONE);
  }

  @Property
  void aRestrictedRestoreIsTheSliceOfTheLog(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 6) Integer> batches,
      @ForAll @IntRange(max = 100) int fromPercent,
      @ForAll @IntRange(max = 100) int toPercent)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path directory = folder.path().resolve("topic-0");
      SnapshotManager manager = snapshotsOf(directory, batches);
      long end = batches.stream().mapToLong(count -> count).sum();
      long from = end * fromPercent / 100;
      long to = end * toPercent / 100;
      List<RecordAt> slice;
      try (Log log = Log.open(directory, SMALL_SEGMENTS)) {
        long wholeEnd = wholeBatchesBelow(batches, to);
        slice = RecordAt.all(log).stream()
            .filter(record -> record.offset() >= from && record.offset() < wholeEnd)
            .toList();
      }
      Path target = folder.path().resolve("restored-0");
      RestoreOptions options = RestoreOptions.defaults()
          .withSynced(false)
          .withRange(RestoreRange.ALL.withFromOffset(from).withToOffset(to));
      if (slice.isEmpty()) {
        assertThrows(
            InvalidRequestException.class, () -> manager.restore("latest", target, options));
        return;
      }
      manager.restore(manager.resolve("latest"), target, options);
      try (Log restored = Log.open(target, SMALL_SEGMENTS)) {
        assertTrue(restored.recovery().clean());
        assertEquals(slice, RecordAt.all(restored));
      }
    }
  }

  private static long wholeBatchesBelow(List<Integer> batches, long limit) {
    long end = 0;
    for (int count : batches) {
      if (end + count > limit) {
        break;
      }
      end += count;
    }
    return end;
  }

  private static SnapshotManager snapshotsOf(Path directory, List<Integer> batches)
      throws IOException {
    try (Log log = Log.open(directory, SMALL_SEGMENTS)) {
      append(log, batches);
      SnapshotManager manager = SnapshotManager.open(directory, SnapshotOptions.defaults());
      manager.create(log, CreateOptions.defaults().withSynced(false));
      return manager;
    }
  }

  @Property
  void aDifferentialRestoreEqualsACleanOneWhateverTheTargetHeld(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 6) Integer> before,
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 6) Integer> after,
      @ForAll @IntRange(max = 100) int keptPercent,
      @ForAll boolean inPlace)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path directory = folder.path().resolve("topic-0");
      SnapshotManager manager = snapshotsOf(directory, before);
      String id = manager.resolve("latest");
      RestoreOptions options = RestoreOptions.defaults().withSynced(false);
      Path clean = folder.path().resolve("clean-0");
      manager.restore(id, clean, options);
      Path target = inPlace ? directory : folder.path().resolve("target-0");
      if (!inPlace) {
        manager.restore(id, target, options);
      }
      try (Log log = Log.open(target, SMALL_SEGMENTS)) {
        change(log, after, keptPercent);
      }
      manager.restore(id, target, options.withDifferential(Extras.REMOVE));
      assertEquals(filesOf(clean), filesOf(target));
      RestoreReport again = manager.restore(id, target, options.withDifferential(Extras.REMOVE));
      assertEquals(0, again.bytesWritten());
      assertTrue(manager.verify(id, VerifyOptions.defaults()).isClean());
    }
  }

  /** Content and time of every plain file. */
  static Map<String, String> filesOf(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          Object time = name.equals("segsnap-checkpoint") ? "" : Files.getLastModifiedTime(file);
          files.put(name, Arrays.hashCode(Files.readAllBytes(file)) + " " + time);
        }
      }
    }
    return files;
  }

  /** Truncates, appends, deletes from the front and rolls: all that could reach a shared file. */
  private static void change(Log log, List<Integer> batches, int keptPercent) throws IOException {
    log.truncateTo(log.logEndOffset() * keptPercent / 100);
    append(log, batches);
    log.deleteRecordsBefore(log.logEndOffset() / 2);
    log.roll();
    append(log, batches);
  }

  static void append(Log log, List<Integer> batches) throws IOException {
    for (int count : batches) {
      List<SimpleRecord> records = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long number = log.logEndOffset() + i;
        records.add(SimpleRecord.of(1_000_000 - number * 7, "key" + number % 5, "v" + number));
      }
      log.append(records);
    }
  }
}
