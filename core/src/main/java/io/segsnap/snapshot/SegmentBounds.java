package io.segsnap.snapshot;

import io.segsnap.format.FileKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the batches of a segment must keep to beyond their own checksums.
 *
 * @param baseOffset smallest legal offset
 * @param endOffset the next segment's base offset, for the last segment the high water mark
 * @param epochs leader epochs by start offset, to compare those of the batches with; empty where the
 *     file has checksums, which protect them better
 */
record SegmentBounds(long baseOffset, long endOffset, NavigableMap<Long, Integer> epochs) {

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
    long end = isLast ? snapshot.highWaterMark() : segments.get(index + 1);
    return Optional.of(new SegmentBounds(base, end, new TreeMap<>()));
  }

  /** The same for a file, with the leader epochs where nothing else protects those of its batches. */
  static Optional<SegmentBounds> of(
      Snapshot snapshot, ManifestFile file, NavigableMap<Long, Integer> epochs) {
    return of(snapshot, file.name())
        .map(bounds -> file.checksums().isPresent()
            ? bounds
            : new SegmentBounds(bounds.baseOffset, bounds.endOffset, epochs));
  }

  /** The leader epoch that a batch must have; empty where it is not known. */
  Optional<Integer> epochAt(long offset) {
    return Optional.ofNullable(epochs.floorEntry(offset)).map(Map.Entry::getValue);
  }
}
