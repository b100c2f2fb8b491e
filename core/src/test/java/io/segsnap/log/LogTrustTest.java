package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a log opens without being checked, and what takes that away. */
class LogTrustTest {

  private static final LogOptions OPTIONS = TestLog.small().withSyncOnRoll(false);

  @TempDir
  Path folder;

  @Test
  void aKilledLogIsNotTakenForTheClosedOneWhoseLastSegmentWasAsLong() throws IOException {
    Path directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, OPTIONS)) {
      TestLog.fill(log, 5);
      log.roll();
    }
    Log killed = TestLog.openToKill(directory, OPTIONS);
    TestLog.fill(killed, 5);
    killed.roll();
    try (Log log = TestLog.openToKill(directory, OPTIONS)) {
      assertEquals(List.of(5L, 10L), log.recovery().checkedSegments());
      assertEquals(TestLog.range(0, 10), TestLog.offsets(log));
    }
  }

  /** As a broker does it, which knows nothing of the checkpoint. */
  @Test
  void whatAnotherWriterAppendedAfterTheCloseIsChecked() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), OPTIONS, 5);
    byte[] clean = Files.readAllBytes(directory.resolve(LogCheckpoint.FILE_NAME));
    TestLog.fill(TestLog.openToKill(directory, OPTIONS), 30);
    Files.write(directory.resolve(LogCheckpoint.FILE_NAME), clean);
    try (Log log = TestLog.openToKill(directory, OPTIONS)) {
      assertEquals(
          log.segments().stream().map(SegmentInfo::baseOffset).toList(),
          log.recovery().checkedSegments());
      assertEquals(TestLog.range(0, 35), TestLog.offsets(log));
    }
  }

  @Test
  void theBrokersMarkOfACleanShutdownGoesWithTheFirstChange() throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), OPTIONS, 5);
    Files.writeString(folder.resolve("recovery-point-offset-checkpoint"), "0\n1\nt 0 5\n");
    Path mark = Files.createFile(folder.resolve(".kafka_cleanshutdown"));
    try (Log log = Log.open(directory, OPTIONS)) {
      assertTrue(Files.exists(mark));
      TestLog.fill(log, 1);
      assertFalse(Files.exists(mark));
    }
  }

  /** A directory as a broker leaves it that was stopped. */
  private Path closedByABroker(int batches) throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), OPTIONS, batches);
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    Files.writeString(
        folder.resolve("recovery-point-offset-checkpoint"), "0\n1\nt 0 " + batches + "\n");
    Files.createFile(folder.resolve(".kafka_cleanshutdown"));
    return directory;
  }

  private static boolean isTrusted(Path directory) throws IOException {
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(35, point.highWaterMark());
      return point.recovery().clean();
    }
  }

  @Test
  void whatABrokerClosedIsTrusted() throws IOException {
    assertTrue(isTrusted(closedByABroker(35)));
  }

  @Test
  void whatABrokerDidNotCloseIsChecked() throws IOException {
    Path directory = closedByABroker(35);
    Files.delete(folder.resolve(".kafka_cleanshutdown"));
    assertFalse(isTrusted(directory));
  }

  @Test
  void whatABrokerClosedButNeverHadIsChecked() throws IOException {
    Path directory = closedByABroker(35);
    Files.writeString(folder.resolve("recovery-point-offset-checkpoint"), "0\n1\nu 0 35\n");
    assertFalse(isTrusted(directory));
  }

  /** The mark may be older than what segsnap wrote since. */
  @Test
  void aBrokersMarkIsNotBelievedWhereSegsnapWroteAsWell() throws IOException {
    Path directory = closedByABroker(35);
    LogCheckpoint.clean(0, 34, 7).write(Disk.local(), directory);
    assertFalse(isTrusted(directory));
  }
}
