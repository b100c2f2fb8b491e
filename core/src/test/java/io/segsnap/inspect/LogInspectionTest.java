package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.CompressionCodec;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogInspectionTest {

  private final AtomicLong progress = new AtomicLong();

  @TempDir
  private Path folder;

  private SegmentStatistics total() throws IOException {
    try (DirectoryPoint point = DirectoryPoint.open(folder, Disk.local())) {
      return LogInspection.of(point, progress::addAndGet).total();
    }
  }

  @Test
  void shouldTellTheBytesOfTheSegments() throws IOException {
    TestSegment first = new TestSegment(folder, 0).batch(1).batch(2);
    TestSegment second = new TestSegment(folder, 2).batch(3);
    assertEquals(first.sizeBytes() + second.sizeBytes(), total().sizeBytes());
    assertEquals(first.sizeBytes() + second.sizeBytes(), progress.get());
  }

  @Test
  void shouldTakeTheBeginningOfTimeForATimestamp() throws IOException {
    new TestSegment(folder, 0).batch(7).batch(0);
    assertEquals(0, total().minTimestamp());
    assertEquals(7, total().maxTimestamp());
  }

  @Test
  void shouldCountNoRecordsInABatchThatTheCleanerEmptied() throws IOException {
    new TestSegment(folder, 0).empty(99);
    assertEquals(
        new SegmentStatistics(0, 1, 61, 1, 0, 0, -1, -1, Set.<CompressionCodec>of()), total());
  }

  @Test
  void shouldLeaveSegmentsWithoutRecordsOutOfTheTimestamps() throws IOException {
    new TestSegment(folder, 0).batch(5);
    new TestSegment(folder, 1).empty(3);
    assertEquals(5, total().minTimestamp());
    assertEquals(5, total().maxTimestamp());
  }

  @Test
  void shouldCountMarkersApart() throws IOException {
    new TestSegment(folder, 0).transactional(7, 5, 6).abort(7);
    assertEquals(2, total().records());
    assertEquals(1, total().controlRecords());
  }
}
