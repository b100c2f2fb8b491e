package io.segsnap.inspect;

import io.segsnap.CorruptionException;
import io.segsnap.format.BatchScanner;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.Damage;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.DiskFile;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/** Adds up the batch headers of one segment. */
final class SegmentSurvey {

  private final Set<CompressionCodec> codecs = EnumSet.noneOf(CompressionCodec.class);
  private long batches;
  private long records;
  private long controlRecords;
  private long minTimestamp = Long.MAX_VALUE;
  private long maxTimestamp = -1;

  SegmentStatistics run(DiskFile log, SegmentInfo segment, ByteBuffer window) throws IOException {
    var depth = BatchScanner.Depth.HEADERS;
    long end = segment.sizeBytes();
    var scanner = new BatchScanner(log, window, depth, 0, end, segment.baseOffset());
    while (scanner.next()) {
      add(scanner.batch());
    }
    Damage damage = scanner.damage();
    if (damage != null) {
      throw damaged(log, damage);
    }
    return new SegmentStatistics(
        segment.baseOffset(),
        segment.endOffset(),
        end,
        batches,
        records,
        controlRecords,
        minTimestamp == Long.MAX_VALUE ? -1 : minTimestamp,
        maxTimestamp,
        codecs);
  }

  private static CorruptionException damaged(DiskFile log, Damage damage) {
    return damage.in("inspect", log.path(), "restore the segment from a snapshot that verifies");
  }

  private void add(RecordBatch batch) {
    batches++;
    int count = batch.recordCount() < 0 ? 1 : batch.recordCount();
    if (batch.isControl()) {
      controlRecords += count;
    } else if (count > 0) {
      records += count;
      codecs.add(batch.codec());
      maxTimestamp = Math.max(maxTimestamp, batch.maxTimestamp());
      if (!batch.hasDeleteHorizon() && firstTimestamp(batch) >= 0) {
        minTimestamp = Math.min(minTimestamp, firstTimestamp(batch));
      }
    }
  }

  private static long firstTimestamp(RecordBatch batch) {
    return batch.isLogAppendTime() ? batch.maxTimestamp() : batch.baseTimestamp();
  }
}
