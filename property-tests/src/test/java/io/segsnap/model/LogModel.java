package io.segsnap.model;

import io.segsnap.format.AbortedTransaction;
import io.segsnap.log.SegmentInfo;
import io.segsnap.model.Producers.Kind;
import io.segsnap.oracle.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A log as a list of batches, and of the offsets where its segments begin. Knows nothing of files. */
final class LogModel {

  private static final long NONE = -1;

  /**
   * A batch; a marker has no records, and takes an offset.
   *
   * @param openSince first offset of the transaction that is open behind it, or -1
   * @param abortsSince first offset of the transaction that it aborts, or -1
   */
  private record Batch(
      long baseOffset,
      long nextOffset,
      int sizeBytes,
      List<StoredRecord> records,
      long openSince,
      long abortsSince) {

    long maxTimestamp() {
      return records.stream().mapToLong(StoredRecord::timestamp).max().orElse(Long.MIN_VALUE);
    }
  }

  private final int segmentBytes;
  private final List<Long> bases;

  /** All that segments hold, also what lies below the log's start. */
  private final List<Batch> batches;

  private long start;
  private long end;

  /** The transaction that is open before the first batch. */
  private long openBefore = NONE;

  /**
   * An empty log.
   *
   * @param segmentBytes what a segment may hold
   */
  LogModel(int segmentBytes) {
    this(segmentBytes, List.of(0L), List.of(), 0, 0);
  }

  private LogModel(int segmentBytes, List<Long> bases, List<Batch> batches, long start, long end) {
    this.segmentBytes = segmentBytes;
    this.bases = new ArrayList<>(bases);
    this.batches = new ArrayList<>(batches);
    this.start = start;
    this.end = end;
  }

  LogModel copy() {
    return new LogModel(segmentBytes, bases, batches, start, end);
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  List<StoredRecord> records() {
    return batches.stream()
        .flatMap(batch -> batch.records.stream())
        .filter(record -> record.offset() >= start)
        .toList();
  }

  List<SegmentInfo> segments() {
    List<SegmentInfo> segments = new ArrayList<>();
    for (int i = 0; i < bases.size(); i++) {
      boolean isLast = i == bases.size() - 1;
      long base = bases.get(i);
      long next = isLast ? end : bases.get(i + 1);
      segments.add(new SegmentInfo(base, next, bytes(base, next), !isLast));
    }
    return segments;
  }

  private long bytes(long from, long to) {
    return batches.stream()
        .filter(batch -> batch.baseOffset >= from && batch.baseOffset < to)
        .mapToLong(Batch::sizeBytes)
        .sum();
  }

  /** Transactions that were aborted, in the order of their markers, from the log's start on. */
  List<AbortedTransaction> aborted() {
    return batches.stream()
        .filter(batch -> batch.abortsSince != NONE && batch.baseOffset >= start)
        .map(batch -> new AbortedTransaction(
            Producers.TRANSACTIONAL, batch.abortsSince, batch.baseOffset, batch.nextOffset))
        .toList();
  }

  private long openSince() {
    return batches.isEmpty() ? openBefore : batches.get(batches.size() - 1).openSince;
  }

  /** Returns whether it began a segment. */
  boolean append(Kind kind, int sizeBytes, List<StoredRecord> records) {
    long active = bytes(bases.get(bases.size() - 1), end);
    boolean isFull = active + sizeBytes > segmentBytes && roll();
    long open = openSince();
    boolean isMarker = kind == Kind.COMMIT || kind == Kind.ABORT;
    long openSince = isMarker ? NONE : kind == Kind.TRANSACTIONAL && open == NONE ? end : open;
    long abortsSince = kind == Kind.ABORT ? open : NONE;
    long next = end + Math.max(1, records.size());
    batches.add(new Batch(end, next, sizeBytes, List.copyOf(records), openSince, abortsSince));
    end = next;
    return isFull;
  }

  /** Returns whether there was something to seal. */
  boolean roll() {
    if (bytes(bases.get(bases.size() - 1), end) == 0) {
      return false;
    }
    bases.add(end);
    return true;
  }

  /** Batches that reach an offset go; what is left ends with the last of the others. */
  void truncateTo(long offset) {
    if (offset >= end) {
      return;
    }
    bases.removeIf(base -> base > offset && !base.equals(bases.get(0)));
    batches.removeIf(batch -> batch.nextOffset > offset);
    end = batches.isEmpty() ? bases.get(0) : batches.get(batches.size() - 1).nextOffset;
    if (end < start) {
      // offsets that were deleted are not given out again
      openBefore = openSince();
      batches.clear();
      bases.clear();
      bases.add(start);
      end = start;
    }
  }

  /** Segments that lie below go with it. */
  void deleteBefore(long offset) {
    start = Math.max(start, offset);
    while (bases.size() > 1 && bases.get(1) <= start) {
      bases.remove(0);
    }
    while (!batches.isEmpty() && batches.get(0).baseOffset < bases.get(0)) {
      openBefore = batches.remove(0).openSince;
    }
  }

  /** Whole segments go from the front, and no more than is asked for; returns how many. */
  int retain(long bytes) {
    List<SegmentInfo> all = segments();
    long size = all.stream().mapToLong(SegmentInfo::sizeBytes).sum();
    int count = 0;
    while (count < all.size() - 1 && size - all.get(count).sizeBytes() >= bytes) {
      size -= all.get(count).sizeBytes();
      count++;
    }
    if (count > 0) {
      deleteBefore(all.get(count).baseOffset());
    }
    return count;
  }

  /** Whole batches below an offset. */
  LogModel before(long toOffset) {
    return visible(batch -> batch.nextOffset <= toOffset);
  }

  /** Up to the first batch that has a later record. */
  LogModel upTo(long timestamp) {
    return visible(batch -> batch.maxTimestamp() <= timestamp);
  }

  /** What can be seen, up to the first batch that is not wanted. */
  private LogModel visible(Predicate<Batch> isWanted) {
    LogModel slice = new LogModel(segmentBytes, List.of(start), List.of(), start, start);
    for (Batch batch : batches) {
      if (batch.nextOffset > start) {
        if (!isWanted.test(batch)) {
          break;
        }
        slice.batches.add(batch);
        slice.end = batch.nextOffset;
      }
    }
    return slice;
  }

  /** From an offset on. */
  LogModel from(long offset) {
    LogModel slice = copy();
    slice.start = Math.max(start, offset);
    return slice;
  }
}
