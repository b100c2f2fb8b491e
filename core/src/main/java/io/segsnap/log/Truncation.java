package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Cuts a log's end off without writing into any file that exists: snapshots may share their inodes.
 * Later segments are renamed away, last first; the segment that the new end lies in is replaced by a
 * copy of its prefix. A crash at any point leaves a contiguous log that ends between the old and the
 * new end.
 */
final class Truncation {

  private static final int WINDOW_BYTES = 128 * 1024;

  private final Disk disk;
  private final Path directory;
  private final SegmentList segments;
  private final int index;
  private final long position;
  private final SegmentScan prefix;
  private final ProducerState producers;

  private Truncation(
      Disk disk,
      Path directory,
      SegmentList segments,
      int index,
      long position,
      SegmentScan prefix,
      ProducerState producers) {
    this.disk = disk;
    this.directory = directory;
    this.segments = segments;
    this.index = index;
    this.position = position;
    this.prefix = prefix;
    this.producers = producers;
  }

  /** Finds out what stays; changes nothing. */
  static Truncation prepare(
      Disk disk, Path directory, SegmentList segments, long offset, LogOptions options)
      throws IOException {
    int index = segments.indexOf(offset);
    Segment last = segments.all().get(index);
    long base = last.baseOffset();
    ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    long position = SegmentReader.positionOf(last, offset, last.sizeBytes(), window);
    ProducerState producers =
        ProducerStates.at(disk, PartitionDirectory.list(directory), base, window);
    SegmentIndexes indexes = new SegmentIndexes(base, options.indexIntervalBytes());
    SegmentScan prefix = new SegmentScan(indexes, producers, new LeaderEpochs())
        .run(last.log(), window, 0, position, base);
    if (prefix.damage() != null) {
      throw last.corrupt("truncate", prefix.damage());
    }
    return new Truncation(disk, directory, segments, index, position, prefix, producers);
  }

  /** Log end offset after the cut. */
  long endOffset() {
    return prefix.nextOffset();
  }

  ProducerState producers() {
    return producers;
  }

  /** The caller drops the {@link #removed} segments once readers can't come upon them any more. */
  ActiveSegment apply() throws IOException {
    List<Segment> all = segments.all();
    for (int i = all.size() - 1; i > index; i--) {
      all.get(i).markDeleted();
      // no crash may undo this one but not an earlier one: that would leave a hole
      disk.syncDirectory(directory);
    }
    Segment last = all.get(index);
    last.stepAside();
    try (DiskFile source = last.open(FileKind.LOG)) {
      PrefixCopy.replace(disk, directory, last.baseOffset(), source, position);
    }
    removeProducerSnapshots();
    disk.syncDirectory(directory);
    return ActiveSegment.open(
        disk,
        directory,
        last.baseOffset(),
        position,
        prefix.indexes(),
        prefix.checksums(),
        new LogChecksums());
  }

  private void removeProducerSnapshots() throws IOException {
    for (long offset :
        PartitionDirectory.list(directory).producerSnapshots().tailSet(endOffset(), false)) {
      disk.delete(FileKind.PRODUCER_SNAPSHOT.in(directory, offset));
    }
  }

  List<Segment> removed() {
    return segments.all().subList(index, segments.all().size());
  }

  SegmentList remaining(Segment active) {
    SegmentList kept = new SegmentList(segments.all().subList(0, index + 1));
    return kept.replaceActive(active);
  }
}
