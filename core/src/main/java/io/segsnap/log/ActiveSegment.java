package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.format.FileSums;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksummer;
import io.segsnap.io.RangeChecksums;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of the last segment. For the one thread that holds the log's lock; readers see
 * the {@link Segment}.
 */
final class ActiveSegment implements Closeable {

  private final Disk disk;
  private final Path directory;
  private final Segment segment;
  private final SegmentIndexes indexes;

  /** Null where it is not known what the file began with. */
  private final @Nullable RangeChecksummer checksummer;

  private DiskFile file;
  private boolean broken;

  private ActiveSegment(
      Disk disk,
      Path directory,
      Segment segment,
      SegmentIndexes indexes,
      Optional<RangeChecksums> checksums,
      DiskFile file) {
    this.disk = disk;
    this.directory = directory;
    this.segment = segment;
    this.indexes = indexes;
    this.checksummer = checksums.map(RangeChecksummer::new).orElse(null);
    this.file = file;
  }

  /** A new, empty segment; the caller syncs the directory. */
  static ActiveSegment create(Disk disk, Path directory, long baseOffset, int indexIntervalBytes)
      throws IOException {
    SegmentIndexes indexes = new SegmentIndexes(baseOffset, indexIntervalBytes);
    DiskFile file = disk.create(FileKind.LOG.in(directory, baseOffset));
    Segment segment = new Segment(disk, directory, baseOffset, 0, indexes, new LogChecksums());
    return new ActiveSegment(
        disk, directory, segment, indexes, Optional.of(RangeChecksums.EMPTY), file);
  }

  /** Goes on where an existing segment ends. */
  static ActiveSegment open(
      Disk disk,
      Path directory,
      long baseOffset,
      long sizeBytes,
      SegmentIndexes indexes,
      Optional<RangeChecksums> checksums,
      LogChecksums known)
      throws IOException {
    DiskFile file = disk.openForWrite(FileKind.LOG.in(directory, baseOffset));
    Segment segment = new Segment(disk, directory, baseOffset, sizeBytes, indexes, known);
    return new ActiveSegment(disk, directory, segment, indexes, checksums, file);
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

  /** Makes a written batch known to the indexes and the checksums. */
  void index(RecordBatch batch, long position) {
    indexes.add(batch, position);
    if (checksummer != null) {
      FileSums.add(checksummer, batch);
    }
  }

  /** Of the {@code .log} file as it is now. */
  Optional<RangeChecksums> checksums() {
    if (checksummer == null || checksummer.position() != sizeBytes()) {
      return Optional.empty();
    }
    return Optional.of(checksummer.checksums());
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
    IndexWriter.write(disk, directory, segment.baseOffset(), indexes.contents(), sync)
        .forEach(segment::know);
  }

  /** The {@code .log} file gets no more batches. */
  void seal(boolean synced) {
    checksums().ifPresent(known -> segment.know(FileKind.LOG, known));
    segment.seal(synced);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
