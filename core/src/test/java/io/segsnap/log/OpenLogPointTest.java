package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log removes segments while a point of it is taken. */
class OpenLogPointTest {

  private static final int ACTIVE_BYTES = 0;

  /** Of the active segment by the time that the point looks at it. */
  private static final int GROWN_BYTES = 7;

  @TempDir
  Path folder;

  private boolean unlocked;
  private Segment first;
  private Segment second;

  @BeforeEach
  void makeSegments() throws IOException {
    first = segment(0, 0, null);
    second = segment(10, GROWN_BYTES, new SegmentIndexes(10, 4096));
  }

  private Segment segment(long base, int bytes, @Nullable SegmentIndexes indexes)
      throws IOException {
    Files.write(FileKind.LOG.in(folder, base), new byte[bytes]);
    return new Segment(Disk.local(), folder, base, bytes, indexes, new LogChecksums());
  }

  private Optional<LogPoint> point(DirectoryLock lock) throws IOException {
    return OpenLogPoint.of(new WritableLog.End(
        lock,
        folder,
        Disk.local(),
        new SegmentList(List.of(first, second)),
        ACTIVE_BYTES,
        new SegmentIndexes(10, 4096).contents(),
        0,
        10,
        ByteBuffer.allocate(0),
        ByteBuffer.allocate(0),
        failure -> {}));
  }

  private static boolean isHeld(Segment segment) throws IOException {
    if (segment.retain()) {
      segment.release();
      return true;
    }
    return false;
  }

  @Test
  void aPointHoldsSegmentsAndLockUntilItIsClosed() throws IOException {
    LogPoint point = point(() -> unlocked = true).orElseThrow();
    first.drop();
    second.drop();
    assertTrue(isHeld(first) && isHeld(second) && !unlocked);
    point.close();
    assertTrue(!isHeld(first) && !isHeld(second) && unlocked);
  }

  @Test
  void theActiveFileIsAsLongAsItWasHoweverLongItIsNow() throws IOException {
    try (LogPoint point = point(() -> {}).orElseThrow()) {
      assertEquals(ACTIVE_BYTES, TestLog.file(point, FileKind.LOG.nameOf(10)).lengthBytes());
    }
  }

  @Test
  void aPointIsClosedOnce() throws IOException {
    LogPoint point = point(() -> unlocked = true).orElseThrow();
    point.close();
    point.close();
    assertTrue(isHeld(first) && isHeld(second));
  }

  @Test
  void whereASegmentIsGoneThereIsNoPointAndNothingIsHeld() throws IOException {
    second.drop();
    assertEquals(Optional.empty(), point(() -> unlocked = true));
    assertTrue(unlocked);
    first.drop();
    assertFalse(isHeld(first));
  }

  @Test
  void aFailureToUnlockIsToldWhereThereIsNoPoint() throws IOException {
    second.drop();
    assertThrows(StorageException.class, () -> point(OpenLogPointTest::failToUnlock));
  }

  @Test
  void aFailureToUnlockIsToldByTheClose() throws IOException {
    LogPoint point = point(OpenLogPointTest::failToUnlock).orElseThrow();
    assertThrows(StorageException.class, point::close);
    first.drop();
    assertFalse(isHeld(first));
  }

  private static void failToUnlock() throws IOException {
    throw new StorageException("unlock", Path.of("lock"), new IOException("broken"));
  }
}
