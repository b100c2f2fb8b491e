package io.segsnap.model;

import io.segsnap.oracle.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/** A log as a list of batches. Knows nothing of files. */
final class LogModel {

  /** Records of one batch; a marker has none, and takes an offset. */
  record Batch(long baseOffset, long nextOffset, List<StoredRecord> records) {

    long maxTimestamp() {
      return records.stream().mapToLong(StoredRecord::timestamp).max().orElse(Long.MIN_VALUE);
    }
  }

  private final List<Batch> batches;
  private long start;
  private long end;

  LogModel() {
    this(List.of(), 0, 0);
  }

  private LogModel(List<Batch> batches, long start, long end) {
    this.batches = new ArrayList<>(batches);
    this.start = start;
    this.end = end;
  }

  LogModel copy() {
    return new LogModel(batches, start, end);
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

  void append(Batch batch) {
    batches.add(batch);
    end = batch.nextOffset;
  }

  /** Batches that reach an offset go; what is left ends with the last of the others. */
  void truncateTo(long offset, long firstBase) {
    if (offset < end) {
      batches.removeIf(batch -> batch.nextOffset > offset);
      long left = batches.isEmpty() ? firstBase : batches.get(batches.size() - 1).nextOffset;
      end = Math.max(left, start);
    }
  }

  void deleteBefore(long offset) {
    start = Math.max(start, offset);
    batches.removeIf(batch -> batch.nextOffset <= start);
  }

  /** Whole batches below an offset. */
  LogModel before(long toOffset) {
    LogModel slice = new LogModel(List.of(), start, start);
    for (Batch batch : batches) {
      if (batch.nextOffset > toOffset) {
        break;
      }
      slice.append(batch);
    }
    return slice;
  }

  /** Up to the first batch that has a later record. */
  LogModel upTo(long timestamp) {
    LogModel slice = new LogModel(List.of(), start, start);
    for (Batch batch : batches) {
      if (batch.maxTimestamp() > timestamp) {
        break;
      }
      slice.append(batch);
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
