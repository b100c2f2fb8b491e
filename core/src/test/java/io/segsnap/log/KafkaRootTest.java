package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.LockedException;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker's files around a partition directory mean to whoever opens it. */
class KafkaRootTest {

  private static final LogOptions OPTIONS = LogOptions.defaults();

  @TempDir
  Path root;

  private Path directory;

  @BeforeEach
  void closeALog() throws IOException {
    directory = TestLog.closed(root.resolve("t-0"), OPTIONS, 5);
  }

  private DirectoryLock lockRoot() throws IOException {
    return Disk.local().lock(root.resolve(PartitionDirectory.LOCK));
  }

  private void makeLogDir() throws IOException {
    Files.writeString(root.resolve("meta.properties"), "version=1\n");
  }

  @Test
  void aRunningBrokerKeepsWritersOut() throws IOException {
    makeLogDir();
    DirectoryLock broker = lockRoot();
    assertThrows(LockedException.class, () -> Log.open(directory, OPTIONS));
    broker.close();
  }

  @Test
  void aRunningBrokerKeepsNewLogsOut() throws IOException {
    makeLogDir();
    DirectoryLock broker = lockRoot();
    assertThrows(LockedException.class, () -> Log.open(root.resolve("new-0"), OPTIONS));
    broker.close();
  }

  @Test
  void aStoppedBrokerMayBeStartedWhileALogIsOpen() throws IOException {
    makeLogDir();
    lockRoot().close();
    try (Log log = Log.open(directory, OPTIONS)) {
      lockRoot().close();
      assertEquals(5, log.logEndOffset());
    }
  }

  @Test
  void aBrokerThatNeverRanKeepsNobodyOut() throws IOException {
    makeLogDir();
    try (Log log = Log.open(directory, OPTIONS)) {
      assertEquals(5, log.logEndOffset());
    }
  }

  @Test
  void aLockOfSomebodyElseAroundIsNoBroker() throws IOException {
    DirectoryLock other = lockRoot();
    try (Log log = Log.open(directory, OPTIONS)) {
      assertEquals(5, log.logEndOffset());
    }
    other.close();
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
  void aLogIsTrustedIfItsBrokerWasShutDownAndKnowsIt(
      boolean isShutDown, boolean knowsIt, boolean trusted) throws IOException {
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    if (isShutDown) {
      Files.createFile(root.resolve(OffsetCheckpoint.CLEAN_SHUTDOWN));
    }
    if (knowsIt) {
      Files.writeString(root.resolve(OffsetCheckpoint.RECOVERY_POINT), "0\n1\nt 0 5\n");
    }
    try (Log log = Log.open(directory, OPTIONS)) {
      assertEquals(trusted, log.recovery().clean());
    }
  }
}
