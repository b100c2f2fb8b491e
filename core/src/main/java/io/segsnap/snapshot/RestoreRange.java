package io.segsnap.snapshot;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which part of a snapshot to restore: whole batches, and what all of the limits let through.
 *
 * @param segments base offsets of the segments to restore, which must follow each other; empty (the
 *     default) means all
 * @param fromOffset first offset to be visible: the result begins with the segment that holds it and
 *     carries it as its log start offset; by default that of the snapshot
 * @param toOffset offset to end before: the result holds no batch that reaches it; by default the
 *     high water mark
 * @param toTimestamp milliseconds since 1970: the result ends before the first batch that has a
 *     record later than this; by default none
 */
public record RestoreRange(
    List<Long> segments, OptionalLong fromOffset, OptionalLong toOffset, OptionalLong toTimestamp) {

  /** The whole snapshot. */
  public static final RestoreRange ALL =
      new RestoreRange(List.of(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  public RestoreRange {
    segments = segments.stream().sorted().distinct().toList();
  }

  /**
   * Restricts to segments.
   *
   * @param baseOffsets see {@link #segments}
   * @return a changed copy
   */
  public RestoreRange withSegments(List<Long> baseOffsets) {
    return new RestoreRange(baseOffsets, fromOffset, toOffset, toTimestamp);
  }

  /**
   * Restricts the start.
   *
   * @param offset see {@link #fromOffset}
   * @return a changed copy
   */
  public RestoreRange withFromOffset(long offset) {
    return new RestoreRange(segments, OptionalLong.of(offset), toOffset, toTimestamp);
  }

  /**
   * Restricts the end.
   *
   * @param offset see {@link #toOffset}
   * @return a changed copy
   */
  public RestoreRange withToOffset(long offset) {
    return new RestoreRange(segments, fromOffset, OptionalLong.of(offset), toTimestamp);
  }

  /**
   * Restricts the end.
   *
   * @param timestamp see {@link #toTimestamp}
   * @return a changed copy
   */
  public RestoreRange withToTimestamp(long timestamp) {
    return new RestoreRange(segments, fromOffset, toOffset, OptionalLong.of(timestamp));
  }
}
