package io.segsnap.inspect;

import io.segsnap.format.CompressionCodec;
import io.segsnap.io.DiskFile;
import io.segsnap.log.LogPoint;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/**
 * What a log holds at a point, by its batch headers. Contents and checksums are not looked at; {@link
 * LogCheck} does that.
 *
 * @param directory the partition directory
 * @param logStartOffset first offset that readers may see
 * @param baseOffset base offset of the first segment
 * @param endOffset log end offset
 * @param segments in offset order, at least one
 */
public record LogInspection(
    Path directory,
    long logStartOffset,
    long baseOffset,
    long endOffset,
    List<SegmentStatistics> segments) {

  private static final int WINDOW_BYTES = 128 * 1024;

  public LogInspection {
    segments = List.copyOf(segments);
  }

  /**
   * Reads the header of every batch.
   *
   * @param point stays open
   * @param progress told of every segment's bytes once they were looked at
   * @throws io.segsnap.CorruptionException if a header is damaged
   */
  public static LogInspection of(LogPoint point, LongConsumer progress) throws IOException {
    ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    PointFiles files = new PointFiles(point);
    List<SegmentStatistics> statistics = new ArrayList<>();
    for (SegmentInfo segment : point.segments()) {
      try (DiskFile log = files.openLog(segment.baseOffset())) {
        statistics.add(new SegmentSurvey().run(log, segment, window));
      }
      progress.accept(segment.sizeBytes());
    }
    return new LogInspection(
        point.directory(),
        point.logStartOffset(),
        point.baseOffset(),
        point.highWaterMark(),
        statistics);
  }

  /** All segments taken together; the offsets are those of the log. */
  public SegmentStatistics total() {
    Set<CompressionCodec> codecs = EnumSet.noneOf(CompressionCodec.class);
    segments.forEach(segment -> codecs.addAll(segment.codecs()));
    return new SegmentStatistics(
        baseOffset,
        endOffset,
        sum(SegmentStatistics::sizeBytes),
        sum(SegmentStatistics::batches),
        sum(SegmentStatistics::records),
        sum(SegmentStatistics::controlRecords),
        segments.stream()
            .mapToLong(SegmentStatistics::minTimestamp)
            .filter(timestamp -> timestamp >= 0)
            .min()
            .orElse(-1),
        segments.stream().mapToLong(SegmentStatistics::maxTimestamp).max().orElse(-1),
        codecs);
  }

  private long sum(ToLongFunction<SegmentStatistics> field) {
    return segments.stream().mapToLong(field).sum();
  }
}
