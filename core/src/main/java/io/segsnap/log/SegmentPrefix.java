package io.segsnap.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.format.FileKind;
import io.segsnap.format.IndexContents;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What a log would hold of a segment, and derive from it, if it ended at a batch boundary there.
 *
 * @param baseOffset of the segment
 * @param bytes length of the {@code .log} file up to the boundary
 * @param endOffset offset after the last batch before it; the base offset where there is none
 * @param isWhole whether the segment ends there anyway
 * @param indexes of the part before the boundary
 * @param producers content of the producer snapshot at the boundary
 */
public record SegmentPrefix(
    long baseOffset,
    long bytes,
    long endOffset,
    boolean isWhole,
    IndexContents indexes,
    ByteBuffer producers) {

  private static final int WINDOW_BYTES = 128 * 1024;

  /**
   * Finds the part of a segment before the first batch that is beyond a limit.
   *
   * @param disk to read from
   * @param directory a partition directory that nobody writes
   * @param baseOffset of the segment
   * @param isBeyond tells by its header whether a batch is beyond the limit
   * @throws io.segsnap.CorruptionException if the part is damaged
   */
  public static SegmentPrefix before(
      Disk disk, Path directory, long baseOffset, Predicate<RecordBatch> isBeyond)
      throws IOException {
    ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    PartitionDirectory listing = PartitionDirectory.list(directory);
    try (DiskFile log = disk.openForRead(FileKind.LOG.in(directory, baseOffset))) {
      long size = log.size();
      long bytes = boundary(log, window, size, baseOffset, isBeyond);
      ProducerState producers = ProducerStates.at(disk, listing, baseOffset, window);
      SegmentIndexes indexes =
          new SegmentIndexes(baseOffset, LogOptions.defaults().indexIntervalBytes());
      SegmentScan scan = new SegmentScan(indexes, producers, new LeaderEpochs())
          .run(log, window, 0, bytes, baseOffset);
      if (scan.damage() != null) {
        throw scan.damage().in("read", log.path(), "verify the snapshot, or use another");
      }
      return new SegmentPrefix(
          baseOffset,
          bytes,
          scan.nextOffset(),
          bytes == size,
          indexes.contents(),
          ByteBuffer.wrap(producers.snapshot()));
    }
  }

  private static long boundary(
      DiskFile log, ByteBuffer window, long size, long base, Predicate<RecordBatch> isBeyond)
      throws IOException {
    BatchScanner scanner = new BatchScanner(log, window, Depth.HEADERS, 0, size, base);
    while (scanner.next()) {
      if (isBeyond.test(scanner.batch())) {
        return scanner.position();
      }
    }
    return scanner.damage() == null ? size : scanner.position();
  }

  /** Whether a segment has a batch that is beyond the limit, by the headers of its batches. */
  public static boolean hasBeyond(
      Disk disk, Path directory, long baseOffset, Predicate<RecordBatch> isBeyond)
      throws IOException {
    ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    try (DiskFile log = disk.openForRead(FileKind.LOG.in(directory, baseOffset))) {
      long size = log.size();
      return boundary(log, window, size, baseOffset, isBeyond) < size;
    }
  }
}
