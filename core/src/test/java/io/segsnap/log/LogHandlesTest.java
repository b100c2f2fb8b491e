package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files and which memory a log holds on to. */
class LogHandlesTest {

  private static final int BATCHES = 25;

  @TempDir
  Path folder;

  private final ScriptedDisk disk = new ScriptedDisk();
  private Log log;

  @BeforeEach
  void open() throws IOException {
    log = TestLog.open(folder.resolve("t-0"), TestLog.small(), disk);
    TestLog.fill(log, BATCHES);
  }

  @Test
  void aWriterHasItsActiveFileOpenOnly() {
    assertTrue(log.segments().size() > 1);
    assertEquals(1, disk.openFiles());
  }

  @Test
  void aCutClosesTheFileThatItReplaces() throws IOException {
    log.truncateTo(3);
    assertEquals(1, disk.openFiles());
  }

  @Test
  void theFileOfAFailedAppendIsClosedWhenItIsOpenedAnew() throws IOException {
    disk.failingOn("write " + TestLog.activeLog(log.directory()).getFileName());
    assertThrows(StorageException.class, () -> TestLog.fill(log, 1));
    disk.failingOn("");
    TestLog.fill(log, 1);
    assertEquals(1, disk.openFiles());
  }

  @Test
  void aClosedLogHasNoFileOpenThatWasRead() throws IOException {
    assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
    log.close();
    assertEquals(0, disk.openFiles());
  }

  @Test
  void aClosedLogHasNoFileOpenThatATimestampWasLookedUpIn() throws IOException {
    assertEquals(
        5, log.offsetForTimestamp(TestRecords.FIRST_TIMESTAMP + 5).orElseThrow().offset());
    log.close();
    assertEquals(0, disk.openFiles());
  }

  @Test
  void theMemoryOfALookUpIsUsedAgain() throws IOException {
    log.offsetForTimestamp(0);
    long before = directBytes();
    for (int i = 0; i < 5; i++) {
      log.offsetForTimestamp(0);
    }
    assertTrue(directBytes() - before < 1 << 20, "grew by " + (directBytes() - before));
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Test
  void aFileThatCannotBeClosedIsTold() throws IOException {
    Disk stubborn = new ForwardingDisk(Disk.local()) {
      @Override
      protected DiskFile wrap(DiskFile file) {
        return new ForwardingFile(file) {
          @Override
          public void close() throws IOException {
            super.close();
            if (path().toString().endsWith(".log")) {
              throw new StorageException("close", path(), new IOException("injected"));
            }
          }
        };
      }
    };
    Log other = TestLog.open(folder.resolve("other-0"), TestLog.small(), stubborn);
    assertThrows(StorageException.class, other::close);
  }

  @Test
  void aDeletedFileThatCannotBeRemovedIsTold() {
    disk.failingOn("delete " + TestLog.file(folder, 0, ".log.deleted").getFileName());
    assertThrows(StorageException.class, () -> log.deleteRecordsBefore(BATCHES));
  }
}
