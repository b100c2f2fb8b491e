package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoringMarkTest {

  private static final LogOptions OPTIONS = LogOptions.defaults();

  @TempDir
  Path folder;

  private final ScriptedDisk disk = new ScriptedDisk();
  private Path root;
  private Path directory;

  @BeforeEach
  void closeALog() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    directory = TestLog.closed(root.resolve("t-0"), OPTIONS, 3);
  }

  @Test
  void theMarkIsDurableBeforeTheBrokersMarkGoes() throws IOException {
    Files.createFile(root.resolve(OffsetCheckpoint.CLEAN_SHUTDOWN));
    RestoringMark.set(disk, directory, "snapshot-1");
    assertEquals(
        List.of(
            "create segsnap-restoring.tmp",
            "write segsnap-restoring.tmp",
            "sync segsnap-restoring.tmp",
            "rename segsnap-restoring.tmp segsnap-restoring",
            "syncDirectory t-0",
            "delete " + OffsetCheckpoint.CLEAN_SHUTDOWN,
            "syncDirectory root"),
        disk.calls());
  }

  @Test
  void aMarkedDirectoryIsNotOpenedAndItsSnapshotIsTold() throws IOException {
    RestoringMark.set(disk, directory, "snapshot-1");
    var refused = assertThrows(InvalidRequestException.class, () -> Log.open(directory, OPTIONS));
    assertTrue(
        refused.getMessage().contains("a differential restore of snapshot-1 was not finished"),
        refused.getMessage());
  }

  @Test
  void removingTheMarkMakesTheDirectoryALogAgainDurably() throws IOException {
    RestoringMark.set(Disk.local(), directory, "snapshot-1");
    RestoringMark.remove(disk, directory);
    assertEquals(List.of("delete segsnap-restoring", "syncDirectory t-0"), disk.calls());
    try (Log log = Log.open(directory, OPTIONS)) {
      assertEquals(TestLog.range(0, 3), TestLog.offsets(log));
    }
  }

  @Test
  void writersAreKeptOutWhileItIsLocked() throws IOException {
    DirectoryLock lock = RestoringMark.lock(Disk.local(), directory);
    assertThrows(LockedException.class, () -> Log.open(directory, OPTIONS));
    lock.close();
    Log.open(directory, OPTIONS).close();
  }

  @Test
  void itIsNotLockedWhileABrokerRuns() throws IOException {
    Files.writeString(root.resolve("meta.properties"), "version=1\n");
    DirectoryLock broker = Disk.local().lock(root.resolve(PartitionDirectory.LOCK));
    assertThrows(LockedException.class, () -> RestoringMark.lock(Disk.local(), directory));
    broker.close();
  }
}
