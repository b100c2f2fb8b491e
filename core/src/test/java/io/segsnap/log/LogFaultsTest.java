package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.SegsnapException;
import io.segsnap.StorageException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.io.FaultyDisk;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.StoredRecord;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each operation with each of its mutating calls failing once, then with the machine dying there.
 * Before it 25 batches of one record are in the log, in three segments.
 */
class LogFaultsTest {

  private static final int BATCHES = 25;
  private static final LogOptions OPTIONS = TestLog.small();

  private enum Operation {
    APPEND(log -> log.append(TestRecords.one(BATCHES))),
    APPEND_AND_ROLL(log -> log.append(TestRecords.batch(0, "x".repeat(1000)))),
    ROLL(log -> log.roll()),
    FLUSH(log -> log.flush()),
    TRUNCATE(log -> log.truncateTo(7)),
    TRUNCATE_TO_SEGMENT(log -> log.truncateTo(log.segments().get(1).baseOffset())),
    DELETE(log -> log.deleteRecordsBefore(log.segments().get(2).baseOffset() + 1)),
    CLOSE(log -> log.close());

    @SuppressWarnings("ImmutableEnumChecker") // none has a state
    private final TestLog.Action action;

    Operation(TestLog.Action action) {
      this.action = action;
    }

    void run(Log log) throws IOException {
      action.run(log);
    }
  }

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(Operation.class)
  @Tag("exhaustive")
  void afterAFailedCallTheLogGoesOnOrOpensAgain(Operation operation) throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path directory = folder.resolve("once" + call + "-0");
      FaultyDisk disk = new FaultyDisk();
      Log log = TestLog.open(directory, OPTIONS, disk);
      TestLog.fill(log, BATCHES);
      disk.failAt(call);
      failed = fails(operation, log, directory);
      disk.heal();
      if (failed && operation != Operation.CLOSE && canAppend(log)) {
        assertSound(log, operation);
      }
      log.close();
      assertOpensAgain(directory, operation);
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  @Tag("exhaustive")
  void afterTheMachineDiedTheLogOpensAgain(Operation operation) throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path directory = folder.resolve("dead" + call + "-0");
      FaultyDisk disk = new FaultyDisk();
      Log log = TestLog.open(directory, OPTIONS, disk);
      TestLog.fill(log, BATCHES);
      disk.dieAt(call);
      failed = fails(operation, log, directory);
      assertOpensAgain(directory, operation);
      if (call % 5 == 0) {
        assertKafkaAgrees(directory);
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void openingMayDieAnywhereAndBeRepeated() throws IOException {
    Path torn = folder.resolve("torn-0");
    TestLog.killed(torn, OPTIONS, BATCHES);
    TestLog.add(TestLog.activeLog(torn), new byte[70]);
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path directory = folder.resolve("open" + call + "-0");
      KafkaOracle.copy(torn, directory);
      FaultyDisk disk = new FaultyDisk().dieAt(call);
      failed = fails(log -> TestLog.open(directory, OPTIONS, disk), null, directory);
      assertOpensAgain(directory, Operation.FLUSH);
    }
  }

  @Test
  void aPointKeepsItsFilesWhenATruncationFailsHalfWay() throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path directory = folder.resolve("point" + call + "-0");
      FaultyDisk disk = new FaultyDisk();
      Log log = TestLog.open(directory, OPTIONS, disk);
      TestLog.fill(log, BATCHES);
      try (LogPoint point = log.point()) {
        var before = PointContents.of(point);
        disk.failAt(call);
        failed = fails(Operation.TRUNCATE, log, directory);
        disk.heal();
        log.close();
        assertEquals(before, PointContents.of(point));
      }
    }
  }

  @Test
  void aFailedAppendLeavesNoLeaderEpochBehind() throws IOException {
    Path directory = folder.resolve("epoch-0");
    FaultyDisk disk = new FaultyDisk();
    try (Log log = TestLog.open(directory, OPTIONS.withLeaderEpoch(1), disk)) {
      log.append(TestRecords.one(0));
    }
    Log log = TestLog.open(directory, OPTIONS.withLeaderEpoch(8), disk);
    log.flush();
    boolean failed = true;
    for (int call = 0; failed && log.logEndOffset() == 1; call++) {
      disk.failAt(call);
      failed = fails(l -> l.append(TestRecords.one(1)), log, directory);
      disk.heal();
    }
    log.close();
    assertEquals(
        java.util.Map.of(1, 0L, 8, 1L),
        KafkaOracle.open(directory, folder, false).epochs());
  }

  @FunctionalInterface
  private interface Step {
    void run(Log log) throws IOException;
  }

  private static boolean fails(Operation operation, Log log, Path directory) {
    return fails(operation::run, log, directory);
  }

  /** Whether it failed, which it must do with a typed error that names a path. */
  private static boolean fails(Step step, Log log, Path directory) {
    try {
      step.run(log);
      return false;
    } catch (SegsnapException e) {
      assertTrue(e.getMessage().contains(directory.getParent().toString()), e.getMessage());
      return true;
    } catch (IOException e) {
      throw new AssertionError("untyped", e);
    }
  }

  /** A truncation that failed half-way asks to be opened again; everything else goes on. */
  private static boolean canAppend(Log log) throws IOException {
    try {
      log.append(TestRecords.one(99));
      return true;
    } catch (io.segsnap.InvalidRequestException e) {
      return false;
    }
  }

  private void assertOpensAgain(Path directory, Operation operation) throws IOException {
    try (Log log = TestLog.openToKill(directory, OPTIONS)) {
      log.append(TestRecords.one(99));
      assertSound(log, operation);
    }
    try (Log log = TestLog.openToKill(directory, OPTIONS)) {
      assertTrue(log.recovery().clean());
      assertSound(log, operation);
    }
  }

  private void assertKafkaAgrees(Path directory) throws IOException {
    List<Long> kafka = KafkaOracle.open(directory, folder, false).records().stream()
        .map(StoredRecord::offset)
        .toList();
    try (Log log = TestLog.openToKill(directory, OPTIONS)) {
      assertEquals(
          kafka.subList(kafka.indexOf(log.logStartOffset()), kafka.size()), TestLog.offsets(log));
    }
  }

  /** All or nothing of the operation, and one more batch. */
  private static void assertSound(Log log, Operation operation) throws IOException {
    long start = log.logStartOffset();
    long end = log.logEndOffset();
    assertEquals(TestLog.range(start, end), TestLog.offsets(log));
    switch (operation) {
      case APPEND, APPEND_AND_ROLL -> assertTrue(start == 0 && end >= BATCHES + 1, "to " + end);
      case TRUNCATE, TRUNCATE_TO_SEGMENT -> assertTrue(start == 0 && end >= 8, "to " + end);
      default -> assertTrue(end >= BATCHES + 1 && start <= BATCHES, start + " to " + end);
    }
  }

  @Test
  @Tag("exhaustive")
  void theFirstAppendsOfANewLogMayDieAnywhere() throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path directory = folder.resolve("new" + call + "-0");
      FaultyDisk disk = new FaultyDisk().dieAt(call);
      failed = fails(
          nothing -> TestLog.fill(TestLog.open(directory, OPTIONS, disk), 1), null, directory);
      try (Log log = TestLog.open(directory, OPTIONS, Disk.local())) {
        long end = log.logEndOffset();
        assertTrue(end <= 1);
        assertEquals(end, log.append(TestRecords.one(0)));
      }
    }
  }

  @Test
  void aFailureIsAStorageExceptionWithItsCause() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    Log log = TestLog.open(folder.resolve("cause-0"), OPTIONS, disk);
    disk.failAt(0);
    var failure = assertThrows(StorageException.class, () -> log.append(TestRecords.one(0)));
    assertEquals("injected", failure.getCause().getMessage());
  }

  /** The kernel reports a failed sync once, and drops what it could not write. */
  @Test
  void afterAFailedSyncNoLaterOneIsTakenForASuccess() throws IOException {
    FaultyDisk faulty = new FaultyDisk();
    Log log = TestLog.open(folder.resolve("t-0"), TestLog.small(), faulty);
    TestLog.fill(log, 5);
    faulty.failAt(0);
    assertThrows(StorageException.class, log::flush);
    faulty.heal();
    assertThrows(InvalidRequestException.class, log::flush);
    assertThrows(InvalidRequestException.class, () -> TestLog.fill(log, 1));
    log.close();
    try (Log again = TestLog.openToKill(folder.resolve("t-0"), TestLog.small())) {
      assertFalse(again.recovery().clean());
      assertEquals(TestLog.range(0, 5), TestLog.offsets(again));
    }
  }

  /** A segment that a snapshot links is synced by its other name, and the kernel tells only who asked. */
  @Test
  void afterAFailedSyncOfALinkedSegmentTheLogIsNotClosedAsClean() throws IOException {
    Path directory = folder.resolve("t-0");
    LogOptions options = TestLog.small().withSyncOnRoll(false);
    ScriptedDisk failing = new ScriptedDisk().failingOn("sync 00000000000000000000.log");
    Log log = TestLog.open(directory, options, Disk.local());
    TestLog.fill(log, 5);
    log.roll();
    SnapshotManager manager =
        SnapshotManager.open(directory, SnapshotOptions.defaults().withDisk(failing));
    CreateOptions byLink = CreateOptions.defaults().withStrategy(CopyStrategy.LINK);
    assertThrows(StorageException.class, () -> manager.create(log, byLink));
    assertThrows(InvalidRequestException.class, log::flush);
    log.close();
    try (Log again = TestLog.openToKill(directory, options)) {
      assertFalse(again.recovery().clean());
      assertEquals(TestLog.range(0, 5), TestLog.offsets(again));
    }
  }
}
