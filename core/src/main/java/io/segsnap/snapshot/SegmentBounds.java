package io.segsnap.snapshot;

import io.segsnap.format.FileKind;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The offsets that the batches of a segment must lie in.
 *
 * @param baseOffset smallest legal offset
 * @param endOffset the next segment's base offset, for the last segment the high water mark
 */
record SegmentBounds(long baseOffset, long endOffset) {

  /** The bounds of a {@code .log} file of a snapshot; empty for other files. */
  static Optional<SegmentBounds> of(Snapshot snapshot, String fileName) {
    if (!FileKind.LOG.matches(fileName)) {
      return Optional.empty();
    }
    long base = FileKind.offsetOf(fileName);
    List<Long> segments = snapshot.segmentBaseOffsets();
    int index = Collections.binarySearch(segments, base);
    if (index < 0) {
      return Optional.empty();
    }
    boolean isLast = index == segments.size() - 1;
    return Optional.of(
        new SegmentBounds(base, isLast ? snapshot.highWaterMark() : segments.get(index + 1)));
  }
}
