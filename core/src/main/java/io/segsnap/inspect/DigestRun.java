package io.segsnap.inspect;

import io.segsnap.CorruptionException;
import io.segsnap.SegsnapException;
import io.segsnap.format.Codecs;
import io.segsnap.format.Damage;
import io.segsnap.format.MalformedRecordException;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.RecordCursor;
import io.segsnap.io.DiskFile;
import io.segsnap.log.LogPoint;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Computes one {@link LogDigest}. Used once. */
final class DigestRun {

  private static final String OPERATION = "digest";
  private static final String ADVICE = "restore the segment from a snapshot that verifies";

  private final LogPoint point;
  private final Optional<AbortedTransactions> hidden;
  private final LongConsumer progress;
  private final WholeBatches batches = new WholeBatches();
  private final RecordCursor cursor = new RecordCursor(Codecs.kafka());
  private final RecordHasher hasher = new RecordHasher();

  private long records;
  private long firstOffset = -1;
  private long lastOffset = -1;
  private long minTimestamp = Long.MAX_VALUE;
  private long maxTimestamp = -1;

  DigestRun(LogPoint point, LogDigest.Isolation isolation, LongConsumer progress)
      throws IOException {
    this.point = point;
    this.progress = progress;
    this.hidden = isolation == LogDigest.Isolation.READ_COMMITTED
        ? Optional.of(AbortedTransactions.of(point))
        : Optional.empty();
  }

  LogDigest run() throws IOException {
    PointFiles files = new PointFiles(point);
    for (SegmentInfo segment : point.segments()) {
      try (DiskFile log = files.openLog(segment.baseOffset())) {
        addSegment(log, segment);
      }
    }
    return new LogDigest(
        hasher.finish(),
        records,
        hasher.payloadBytes(),
        firstOffset,
        lastOffset,
        records == 0 ? -1 : minTimestamp,
        maxTimestamp);
  }

  private void addSegment(DiskFile log, SegmentInfo segment) throws IOException {
    batches.open(log, segment.sizeBytes(), segment.baseOffset());
    while (batches.next()) {
      RecordBatch batch = batches.batch();
      if (isVisible(batch)) {
        addBatch(log, batch);
      }
      progress.accept(batch.sizeBytes());
    }
    Damage damage = batches.damage();
    if (damage != null) {
      throw damage.in(OPERATION, log.path(), ADVICE);
    }
  }

  private boolean isVisible(RecordBatch batch) {
    if (batch.isControl() || batch.lastOffset() < point.logStartOffset()) {
      return false;
    }
    return hidden.isEmpty()
        || (batch.baseOffset() < hidden.get().lastStableOffset()
            && !hidden.get().contains(batch));
  }

  private void addBatch(DiskFile log, RecordBatch batch) throws IOException {
    try {
      cursor.open(batch);
      while (cursor.next()) {
        if (cursor.offset() >= point.logStartOffset()) {
          addRecord();
        }
      }
    } catch (SegsnapException e) {
      throw e;
    } catch (IOException | MalformedRecordException e) {
      throw new CorruptionException(
          OPERATION,
          log.path(),
          batches.position(),
          batch.recordCount() + " whole records",
          String.valueOf(e.getMessage()),
          ADVICE);
    }
  }

  private void addRecord() {
    hasher.add(cursor);
    if (records++ == 0) {
      firstOffset = cursor.offset();
    }
    lastOffset = cursor.offset();
    minTimestamp = Math.min(minTimestamp, cursor.timestamp());
    maxTimestamp = Math.max(maxTimestamp, cursor.timestamp());
  }
}
