package io.segsnap.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.io.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an append leaves that failed, in a log that goes on. */
class LogFailedAppendTest {

  private static final LogOptions OPTIONS = LogOptions.defaults();

  @TempDir
  Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private Path directory;

  @BeforeEach
  void createLogInT0() throws IOException {
    directory = folder.resolve("t-0");
    createLog();
  }

  /** Of one batch with leader epoch 1. */
  private void createLog() throws IOException {
    try (Log log = TestLog.open(directory, OPTIONS.withLeaderEpoch(1), disk)) {
      log.append(TestRecords.one(0));
    }
  }

  /** Half of a batch of a kilobyte, then one of a hundred bytes. */
  @Test
  void theRestOfALongerBatchIsCutOff() throws IOException {
    Log killed = TestLog.open(directory, OPTIONS, disk);
    killed.append(TestRecords.one(1));
    disk.failAt(0);
    assertThrows(
        StorageException.class, () -> killed.append(TestRecords.batch(0, "x".repeat(1000))));
    disk.heal();
    killed.append(TestRecords.one(2));
    try (Log log = TestLog.openToKill(directory, OPTIONS)) {
      assertEquals(Optional.empty(), log.recovery().tailCut());
      assertEquals(TestLog.range(0, 3), TestLog.offsets(log));
    }
  }

  @Test
  void itsLeaderEpochIsInNoPoint() throws IOException {
    try (Log log = TestLog.open(directory, OPTIONS.withLeaderEpoch(8), disk)) {
      int call = 0;
      while (fails(log, call)) {
        try (LogPoint point = log.point()) {
          assertEquals("0\n1\n1 0\n", epochsOf(point), "after a failure of call " + call);
        }
        call++;
      }
      assertTrue(call > 3);
      try (LogPoint point = log.point()) {
        assertEquals("0\n2\n1 0\n8 1\n", epochsOf(point));
      }
    }
  }

  @Test
  void itsLeaderEpochIsStoredWithTheNextAppend() throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      directory = folder.resolve("call" + call + "-0");
      createLog();
      Log killed = TestLog.open(directory, OPTIONS.withLeaderEpoch(8), disk);
      failed = fails(killed, call);
      if (failed) {
        killed.append(TestRecords.one(1));
      }
      Path stored = directory.resolve(FileKind.LEADER_EPOCH_CHECKPOINT);
      assertEquals("0\n2\n1 0\n8 1\n", Files.readString(stored), "after a failure of call " + call);
    }
  }

  private boolean fails(Log log, int call) throws IOException {
    disk.failAt(call);
    try {
      log.append(TestRecords.one(1));
      return false;
    } catch (StorageException e) {
      return true;
    } finally {
      disk.heal();
    }
  }

  private static String epochsOf(LogPoint point) throws IOException {
    return US_ASCII
        .decode(PointContents.of(point).get(FileKind.LEADER_EPOCH_CHECKPOINT))
        .toString();
  }

  @Test
  void whatWasHalfWrittenIsOutOfTheFileAfterAFlush() throws IOException {
    Path file = TestLog.activeLog(directory);
    Log log = TestLog.open(directory, OPTIONS, disk);
    log.append(TestRecords.one(1));
    long size = Files.size(file);
    disk.failAt(0);
    assertThrows(StorageException.class, () -> log.append(TestRecords.one(2)));
    disk.heal();
    assertTrue(Files.size(file) > size);
    log.flush();
    assertEquals(size, Files.size(file));
  }
}
