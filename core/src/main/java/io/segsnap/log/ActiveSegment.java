package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The writing end of the last segment. For the one thread that holds the log's lock; readers see
 * the {@link Segment}.
 */
final class ActiveSegment implements Closeable {

  private final Disk disk;
  private final Path directory;
  private final Segment segment;
  private final SegmentIndexes indexes;
  private DiskFile file;
  private boolean broken;

  private ActiveSegment(
      Disk disk, Path directory, Segment segment, SegmentIndexes indexes, DiskFile file) {
    this.disk = disk;
    this.directory = directory;
    this.segment = segment;
    this.indexes = indexes;
    this.file = file;
  }

  /** A new, empty segment; the caller syncs the directory. */
  static ActiveSegment create(Disk disk, Path directory, long baseOffset, int indexIntervalBytes)
      throws IOException {
    SegmentIndexes indexes = new SegmentIndexes(baseOffset, indexIntervalBytes);
    DiskFile file = disk.create(FileKind.LOG.in(directory, baseOffset));
    Segment segment = new Segment(disk, directory, baseOffset, 0, indexes);
    return new ActiveSegment(disk, directory, segment, indexes, file);
  }

  /** Goes on where an existing segment ends. */
  static ActiveSegment open(
      Disk disk, Path directory, long baseOffset, long sizeBytes, SegmentIndexes indexes)
      throws IOException {
    DiskFile file = disk.openForWrite(FileKind.LOG.in(directory, baseOffset));
    Segment segment = new Segment(disk, directory, baseOffset, sizeBytes, indexes);
    return new ActiveSegment(disk, directory, segment, indexes, file);
  }

  Segment segment() {
    return segment;
  }

  SegmentIndexes indexes() {
    return indexes;
  }

  long sizeBytes() {
    return segment.sizeBytes();
  }

  /** Whether batches of this size and last offset belong here; if not, a new segment does. */
  boolean accepts(long bytes, long lastOffset, LogOptions options) {
    if (lastOffset - segment.baseOffset() > Integer.MAX_VALUE) {
      return false;
    }
    return sizeBytes() == 0
        || (sizeBytes() + bytes <= options.segmentBytes()
            && !indexes.isFull(options.maxIndexBytes()));
  }

  /**
   * Writes whole batches at the end. If that fails nothing was appended: what was half-written is
   * cut off, at the latest before the next append.
   */
  void append(ByteBuffer batches) throws IOException {
    if (broken) {
      repair();
    }
    broken = true;
    file.write(batches, sizeBytes());
    broken = false;
  }

  private void repair() throws IOException {
    file.close();
    file = disk.openForWrite(FileKind.LOG.in(directory, segment.baseOffset()));
    file.truncate(sizeBytes());
    broken = false;
  }

  /** Makes a written batch known to the indexes. */
  void index(RecordBatch batch, long position) {
    indexes.add(batch, position);
  }

  void sync() throws IOException {
    if (broken) {
      repair();
    }
    broken = true; // an interrupt closes the channel
    file.sync();
    broken = false;
  }

  /** Stores the indexes; the caller syncs the directory. */
  void storeIndexes(boolean sync) throws IOException {
    IndexWriter.write(disk, directory, segment.baseOffset(), indexes.contents(), sync);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
