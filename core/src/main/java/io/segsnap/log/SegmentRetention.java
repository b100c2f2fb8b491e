package io.segsnap.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Which segments a log's own retention by size and time deletes, oldest first. */
final class SegmentRetention {

  private static final int SCRATCH_BYTES = 64;

  private final LogOptions options;
  private final long nowMs;

  SegmentRetention(LogOptions options, long nowMs) {
    this.options = options;
    this.nowMs = nowMs;
  }

  /** How many segments from the first on; all of them only by time. */
  int deletable(SegmentList segments) throws IOException {
    return Math.max(bySize(segments), byTime(segments));
  }

  private int bySize(SegmentList segments) {
    if (options.retentionBytes() < 0) {
      return 0;
    }
    long excess =
        segments.all().stream().mapToLong(Segment::sizeBytes).sum() - options.retentionBytes();
    int count = 0;
    while (count < segments.all().size() - 1
        && excess >= segments.all().get(count).sizeBytes()) {
      excess -= segments.all().get(count).sizeBytes();
      count++;
    }
    return count;
  }

  private int byTime(SegmentList segments) throws IOException {
    if (options.retentionMs() < 0) {
      return 0;
    }
    ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    int count = 0;
    for (Segment segment : segments.all()) {
      if (segment.sizeBytes() > 0 && nowMs - segment.newestMs(scratch) <= options.retentionMs()) {
        break;
      }
      count++;
    }
    return count;
  }
}
