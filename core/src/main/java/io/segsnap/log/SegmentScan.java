package io.segsnap.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.Damage;
import io.segsnap.format.FileSums;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment, or the rest of one, checking every batch, and builds from it what a log derives
 * from its batches: indexes, producer state, leader epochs. Not thread safe.
 */
final class SegmentScan {

  private final SegmentIndexes indexes;
  private final ProducerState producers;
  private final LeaderEpochs epochs;

  private long validEnd;
  private long nextOffset;
  private @Nullable Damage damage;
  private Optional<RangeChecksums> checksums = Optional.empty();

  SegmentScan(SegmentIndexes indexes, ProducerState producers, LeaderEpochs epochs) {
    this.indexes = indexes;
    this.producers = producers;
    this.epochs = epochs;
  }

  /** Scans from a batch start on, as far as the batches are valid. */
  SegmentScan run(DiskFile log, ByteBuffer window, long from, long end, long minOffset)
      throws IOException {
    return run(log, window, from, end, minOffset, true);
  }

  /** Scans behind the last indexed batch; transactions up to the end are known already. */
  SegmentScan runOverKnown(DiskFile log, ByteBuffer window, long from, long end, long minOffset)
      throws IOException {
    return run(log, window, from, end, minOffset, false);
  }

  private SegmentScan run(
      DiskFile log, ByteBuffer window, long from, long end, long minOffset, boolean derive)
      throws IOException {
    var scanner = new BatchScanner(log, window, BatchScanner.Depth.CHECKSUMS, from, end, minOffset);
    FileSums sums = from == 0 ? new FileSums(log, bytes -> {}) : null;
    long expected = minOffset;
    while (scanner.next()) {
      RecordBatch batch = scanner.batch();
      if (batch.lastOffset() - minOffset > Integer.MAX_VALUE) {
        damage = new Damage(
            scanner.position(),
            "offsets within 2^31 of the segment's base offset " + minOffset,
            String.valueOf(batch.lastOffset()));
        return finish(scanner.position(), expected, sums);
      }
      expected = batch.nextOffset();
      indexes.add(batch, scanner.position());
      if (derive) {
        epochs.observe(batch.leaderEpoch(), batch.baseOffset());
        producers.add(batch).ifPresent(indexes.transactions()::append);
      }
      if (sums != null) {
        sums.add(scanner);
      }
    }
    damage = scanner.damage();
    return finish(scanner.position(), scanner.nextOffset(), sums);
  }

  private SegmentScan finish(long end, long next, @Nullable FileSums sums) {
    validEnd = end;
    nextOffset = next;
    checksums = Optional.ofNullable(sums).map(FileSums::checksums);
    return this;
  }

  /** Whether offsets are missing between or inside batches, as compaction leaves it. */
  static boolean hasGaps(DiskFile log, ByteBuffer window, long base) throws IOException {
    var scanner = new BatchScanner(log, window, BatchScanner.Depth.HEADERS, 0, log.size(), base);
    long expected = base;
    while (scanner.next()) {
      RecordBatch batch = scanner.batch();
      boolean isFull = batch.isLegacy() || batch.recordCount() == batch.lastOffsetDelta() + 1;
      if (batch.baseOffset() != expected || !isFull) {
        return true;
      }
      expected = batch.nextOffset();
    }
    return false;
  }

  SegmentIndexes indexes() {
    return indexes;
  }

  /** Position after the last valid batch. */
  long validEnd() {
    return validEnd;
  }

  /** Offset after the last valid batch. */
  long nextOffset() {
    return nextOffset;
  }

  /** Of the file up to {@link #validEnd}; empty where the scan began behind its start. */
  Optional<RangeChecksums> checksums() {
    return checksums;
  }

  @Nullable
  Damage damage() {
    return damage;
  }
}
