package io.segsnap.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A snapshot is the log at one instant, whatever happens to the log afterwards. */
class SnapshotProperties {

  private static final LogOptions SMALL_SEGMENTS = LogOptions.defaults()
      .withSegmentBytes(2_000)
      .withIndexIntervalBytes(200)
      .withSyncOnRoll(false);

  @Property(tries = 80)
  void aRestoredSnapshotIsTheLogAsItWas(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 6) Integer> before,
      @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 6) Integer> after,
      @ForAll @IntRange(max = 100) int keptPercent,
      @ForAll CopyStrategy strategy,
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

  /** Truncates, appends, deletes from the front and rolls: all that could reach a shared file. */
  private static void change(Log log, List<Integer> batches, int keptPercent) throws IOException {
    log.truncateTo(log.logEndOffset() * keptPercent / 100);
    append(log, batches);
    log.deleteRecordsBefore(log.logEndOffset() / 2);
    log.roll();
    append(log, batches);
  }

  private static void append(Log log, List<Integer> batches) throws IOException {
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
