package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.InvalidRequestException;
import io.segsnap.StorageException;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.io.Disk;
import io.segsnap.io.FaultyDisk;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of every operation, on a log of five batches in two segments. */
class LogOperationsTest {

  private static final LogOptions OPTIONS = LogOptions.defaults().withRetentionBytes(0);

  private enum Operation {
    APPEND(log -> log.append(TestRecords.one(0))),
    APPEND_BATCH(log -> log.append(TestRecords.batch(0, "a"))),
    APPEND_AS_FOLLOWER(log -> log.appendAsFollower(TestRecords.batch(log.logEndOffset(), "a"))),
    ROLL(log -> log.roll()),
    TRUNCATE(log -> log.truncateTo(4)),
    DELETE_RECORDS(log -> log.deleteRecordsBefore(2)),
    DELETE_OLD_SEGMENTS(log -> log.deleteOldSegments()),
    FLUSH(log -> log.flush()),
    POINT(log -> log.point().close()),
    OFFSET_FOR_TIMESTAMP(log -> log.offsetForTimestamp(0)),
    READ(log -> log.read(0, 1).close()),
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

  private Path directory;

  @BeforeEach
  void closeALog() throws IOException {
    directory = Files.createDirectory(folder.resolve("root")).resolve("t-0");
    try (Log log = Log.open(directory, OPTIONS)) {
      TestLog.fill(log, 3);
      log.roll();
      TestLog.fill(log, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSE")
  void aClosedLogRefusesIt(Operation operation) throws IOException {
    Log log = Log.open(directory, OPTIONS);
    log.close();
    assertThrows(IllegalStateException.class, () -> operation.run(log));
  }

  @ParameterizedTest
  @EnumSource
  void anotherThreadMayGoOnAfterIt(Operation operation) throws Exception {
    Log log = Log.open(directory, OPTIONS);
    operation.run(log);
    CompletableFuture.runAsync(() -> close(log)).get(10, TimeUnit.SECONDS);
  }

  private static void close(Log log) {
    try {
      log.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OFFSET_FOR_TIMESTAMP", "READ", "CLOSE"})
  void aLogThatLostASyncRefusesIt(Operation operation) throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Log log = TestLog.open(directory, OPTIONS, disk)) {
      disk.failAt(0);
      assertThrows(StorageException.class, log::flush);
      disk.heal();
      assertThrows(InvalidRequestException.class, () -> operation.run(log));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "APPEND",
        "APPEND_BATCH",
        "APPEND_AS_FOLLOWER",
        "ROLL",
        "TRUNCATE",
        "DELETE_RECORDS",
        "DELETE_OLD_SEGMENTS"
      })
  void theLogAndTheBrokersRootAreMarkedBeforeTheFirstChange(Operation operation)
      throws IOException {
    assertMarkedFirst(OPTIONS, operation);
  }

  @Test
  void theyAreMarkedBeforeSegmentsGoThatAnEarlierDeletionLeft() throws IOException {
    LogCheckpoint.clean(3, 5, Files.size(TestLog.activeLog(directory)))
        .write(Disk.local(), directory);
    assertMarkedFirst(OPTIONS, Operation.DELETE_RECORDS);
  }

  @Test
  void theyAreMarkedBeforeAnActiveSegmentIsRolledThatIsTooOld() throws IOException {
    assertMarkedFirst(OPTIONS.withRetentionMs(0), Operation.DELETE_OLD_SEGMENTS);
  }

  private void assertMarkedFirst(LogOptions options, Operation operation) throws IOException {
    Path mark = directory.resolveSibling(OffsetCheckpoint.CLEAN_SHUTDOWN);
    Files.createFile(mark);
    ScriptedDisk disk = new ScriptedDisk();
    try (Log log = Log.open(directory, options, disk, Clock.systemUTC())) {
      int before = disk.calls().size();
      operation.run(log);
      assertEquals(
          List.of(
              "create segsnap-checkpoint.tmp",
              "write segsnap-checkpoint.tmp",
              "sync segsnap-checkpoint.tmp",
              "rename segsnap-checkpoint.tmp segsnap-checkpoint",
              "syncDirectory t-0",
              "delete " + OffsetCheckpoint.CLEAN_SHUTDOWN,
              "syncDirectory root"),
          disk.calls().subList(before, before + 7));
    }
  }
}
