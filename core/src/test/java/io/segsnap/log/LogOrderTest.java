package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operations ask of the disk, and in which order, held to the table in ARCHITECTURE.md. A sync that
 * is left out shows nowhere else but after a loss of power.
 */
class LogOrderTest {

  private static final LogOptions SYNCED = LogOptions.defaults();
  private static final LogOptions UNSYNCED = SYNCED.withSyncOnRoll(false);
  private static final String CHECKPOINT = LogCheckpoint.FILE_NAME;
  private static final String EPOCHS = "leader-epoch-checkpoint";
  private static final String SYNC_NAMES = "syncDirectory t-0";

  @TempDir
  Path folder;

  private final ScriptedDisk disk = new ScriptedDisk();
  private final List<Log> opened = new ArrayList<>();
  private Path directory;

  @BeforeEach
  void nameDirectory() throws IOException {
    directory = Files.createDirectory(folder.resolve("root")).resolve("t-0");
  }

  @AfterEach
  void close() throws IOException {
    for (Log log : opened) {
      log.close();
    }
  }

  private Log open(LogOptions options) throws IOException {
    Log log = TestLog.open(directory, options, disk);
    opened.add(log);
    return log;
  }

  /** An open log that was changed, so that further changes don't begin with a checkpoint. */
  private Log changed(LogOptions options, int batches) throws IOException {
    Log log = open(options);
    TestLog.fill(log, batches);
    return log;
  }

  private List<String> callsOf(Closing.Step step) throws IOException {
    int before = disk.calls().size();
    step.run();
    List<String> calls = disk.calls();
    return calls.subList(before, calls.size());
  }

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private static List<String> replaced(String name) {
    String staged = name + ".tmp";
    return List.of(
        "create " + staged, "write " + staged, "sync " + staged, "rename " + staged + " " + name);
  }

  private static List<String> replacedUnsynced(String name) {
    String staged = name + ".tmp";
    return List.of("create " + staged, "write " + staged, "rename " + staged + " " + name);
  }

  private static List<String> checkpoint() {
    return all(replaced(CHECKPOINT), List.of(SYNC_NAMES));
  }

  private static List<String> epochs() {
    return all(replaced(EPOCHS), List.of(SYNC_NAMES));
  }

  private static String name(long offset, String suffix) {
    return String.format("%020d%s", offset, suffix);
  }

  private static String log(long base) {
    return name(base, ".log");
  }

  @Test
  void aNewLogIsThereBeforeItIsMarkedAsOpen() throws IOException {
    assertEquals(
        all(
            List.of("createDirectory t-0", "syncDirectory root"),
            List.of("create " + log(0), SYNC_NAMES),
            checkpoint()),
        callsOf(() -> open(SYNCED)));
  }

  @Test
  void anAppendWritesItsBatchesAndNothingElse() throws IOException {
    Log log = changed(SYNCED, 1);
    assertEquals(List.of("write " + log(0)), callsOf(() -> TestLog.fill(log, 1)));
  }

  @Test
  void aRollSyncsASegmentBeforeTheNextOneIsThere() throws IOException {
    Log log = changed(SYNCED, 2);
    assertEquals(
        all(
            List.of("sync " + log(0)),
            replaced(name(0, ".index")),
            replaced(name(0, ".timeindex")),
            replaced(name(2, ".snapshot")),
            List.of("create " + log(2), SYNC_NAMES),
            checkpoint()),
        callsOf(log::roll));
  }

  @Test
  void aRollSyncsNothingWhereTheOptionsSaySo() throws IOException {
    Log log = changed(UNSYNCED, 2);
    assertEquals(unsyncedRoll(0, 2), callsOf(log::roll));
  }

  private static List<String> unsyncedRoll(long base, long next) {
    return all(
        replacedUnsynced(name(base, ".index")),
        replacedUnsynced(name(base, ".timeindex")),
        replacedUnsynced(name(next, ".snapshot")),
        List.of("create " + log(next)));
  }

  @Test
  void aFlushSyncsWhatWasRolledWithoutASyncAndTheNames() throws IOException {
    Log log = changed(UNSYNCED, 2);
    log.roll();
    TestLog.fill(log, 1);
    log.roll();
    assertEquals(
        List.of("sync " + log(0), "sync " + log(2), "sync " + log(3), SYNC_NAMES),
        callsOf(log::flush));
  }

  @Test
  void aFlushSyncsNoSealedSegmentTwice() throws IOException {
    Log log = changed(UNSYNCED, 2);
    log.roll();
    log.flush();
    assertEquals(List.of("sync " + log(2), SYNC_NAMES), callsOf(log::flush));
  }

  @Test
  void aGapIsThereAfterTheCheckpointThatExplainsIt() throws IOException {
    long far = 3L << 31;
    long base = far - Integer.MAX_VALUE;
    Log log = changed(UNSYNCED, 1);
    assertEquals(
        all(
            unsyncedRoll(0, 1),
            List.of("sync " + log(0), "sync " + log(1), SYNC_NAMES),
            checkpoint(),
            unsyncedRoll(1, base),
            List.of(SYNC_NAMES, "write " + log(base))),
        callsOf(() -> log.appendAsFollower(TestRecords.batch(far, "far"))));
  }

  @Test
  void theLogIsMarkedAsClosedOnceAllOfItIsOnDisk() throws IOException {
    Log log = changed(UNSYNCED, 2);
    log.roll();
    TestLog.fill(log, 1);
    assertEquals(
        all(
            List.of("sync " + log(0), "sync " + log(2)),
            replaced(name(2, ".index")),
            replaced(name(2, ".timeindex")),
            replaced(name(3, ".snapshot")),
            replaced(LogChecksums.FILE_NAME),
            List.of(SYNC_NAMES, SYNC_NAMES),
            checkpoint()),
        callsOf(log::close));
  }

  @Test
  void theStrayProducerSnapshotOfAnEarlierCloseGoesBeforeTheNamesAreSynced() throws IOException {
    changed(SYNCED, 2).close();
    Log log = changed(SYNCED, 1);
    assertEquals(
        all(
            List.of("sync " + log(0)),
            replaced(name(0, ".index")),
            replaced(name(0, ".timeindex")),
            replaced(name(3, ".snapshot")),
            replaced(LogChecksums.FILE_NAME),
            List.of(SYNC_NAMES, "delete " + name(2, ".snapshot"), SYNC_NAMES),
            checkpoint()),
        callsOf(log::close));
  }

  @Test
  void openingAndClosingAClosedLogSyncsItsNamesOnly() throws IOException {
    changed(SYNCED, 3).close();
    assertEquals(List.of(SYNC_NAMES, SYNC_NAMES), callsOf(() -> open(SYNCED).close()));
  }

  @Test
  void openingAndClosingALogWithoutVisibleRecordsSyncsItsNamesOnly() throws IOException {
    Log log = changed(SYNCED, 3);
    log.deleteRecordsBefore(3);
    log.close();
    assertEquals(List.of(SYNC_NAMES, SYNC_NAMES), callsOf(() -> open(SYNCED).close()));
  }

  @Test
  void aTornTailIsCutDurablyBeforeTheLogIsMarkedAsOpen() throws IOException {
    TestLog.killed(directory, SYNCED, 2);
    TestLog.add(TestLog.activeLog(directory), new byte[20]);
    assertEquals(
        all(
            List.of(SYNC_NAMES, "truncate " + log(0), "sync " + log(0)),
            List.of(SYNC_NAMES),
            checkpoint()),
        callsOf(() -> open(SYNCED)));
  }

  @Test
  void aSealedSegmentThatWasCheckedIsSyncedWithItsNewIndexes() throws IOException {
    Log killed = TestLog.openToKill(directory, UNSYNCED);
    TestLog.fill(killed, 2);
    killed.roll();
    TestLog.fill(killed, 1);
    assertEquals(
        all(
            List.of(SYNC_NAMES),
            replaced(name(0, ".index")),
            replaced(name(0, ".timeindex")),
            List.of("sync " + log(0), SYNC_NAMES),
            checkpoint()),
        callsOf(() -> open(UNSYNCED)));
  }

  @Test
  void producerSnapshotsBehindTheEndGoWhenTheLogIsOpened() throws IOException {
    TestLog.killed(directory, SYNCED, 2);
    Files.createFile(TestLog.file(directory, 2, ".snapshot"));
    Files.createFile(TestLog.file(directory, 3, ".snapshot"));
    assertEquals(
        all(List.of("delete " + name(3, ".snapshot"), SYNC_NAMES, SYNC_NAMES), checkpoint()),
        callsOf(() -> open(SYNCED)));
  }

  @Test
  void recordsUpToTheRecoveryPointAreDeletedWithoutASync() throws IOException {
    Log log = changed(SYNCED.withLeaderEpoch(1), 2);
    log.roll();
    TestLog.fill(log, 2);
    List<String> calls = callsOf(() -> log.deleteRecordsBefore(2));
    assertEquals(all(checkpoint(), epochs()), calls.subList(0, 10));
    assertEquals("rename " + log(0) + " " + log(0) + ".deleted", calls.get(10));
  }

  @Test
  void recordsThatMayNotBeOnDiskAreSyncedBeforeTheyAreDeleted() throws IOException {
    Log log = changed(SYNCED, 2);
    log.roll();
    TestLog.fill(log, 2);
    List<String> calls = callsOf(() -> log.deleteRecordsBefore(3));
    assertEquals(
        all(List.of("sync " + log(2), SYNC_NAMES), checkpoint(), epochs()), calls.subList(0, 12));
    assertEquals("rename " + log(0) + " " + log(0) + ".deleted", calls.get(12));
  }

  @Test
  void whatChangesNothingWritesNothing() throws IOException {
    Log log = changed(SYNCED, 3);
    log.deleteRecordsBefore(2);
    log.close();
    Log again = open(SYNCED.withRetentionBytes(1 << 20));
    assertEquals(List.of(), callsOf(() -> {
      again.deleteRecordsBefore(1);
      again.deleteRecordsBefore(2);
      again.truncateTo(3);
      again.deleteOldSegments();
    }));
  }
}
