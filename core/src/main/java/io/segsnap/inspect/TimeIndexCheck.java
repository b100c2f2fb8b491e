package io.segsnap.inspect;

import io.segsnap.format.RecordBatch;
import io.segsnap.format.TimeIndex;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Entries of a time index: timestamps ascend, offsets do not fall, and each timestamp is the largest
 * of the segment up to its offset.
 */
final class TimeIndexCheck extends IndexCheck {

  private final long baseOffset;
  private long maxTimestamp = -1;
  private long previousTimestamp = -1;
  private int previousOffset;

  TimeIndexCheck(Disk disk, Path path, long baseOffset, Problems problems) throws IOException {
    super(disk, path, TimeIndex.ENTRY_BYTES, problems);
    this.baseOffset = baseOffset;
  }

  @Override
  boolean isUnused(EntryReader entry) {
    return entry.getLong(0) == 0 && entry.getInt(8) == 0;
  }

  @Override
  void examine(EntryReader entry) {
    long timestamp = entry.getLong(0);
    int offset = entry.getInt(8);
    if (timestamp <= previousTimestamp) {
      fail("a timestamp above " + previousTimestamp, String.valueOf(timestamp));
    } else if (offset < previousOffset) {
      fail("a relative offset of at least " + previousOffset, String.valueOf(offset));
    }
    previousTimestamp = timestamp;
    previousOffset = offset;
  }

  @Override
  boolean reaches(EntryReader entry, long position, RecordBatch batch) {
    long offset = baseOffset + entry.getInt(8);
    if (offset > batch.lastOffset()) {
      return false;
    }
    long upper = Math.max(maxTimestamp, batch.maxTimestamp());
    // older brokers name the record that has the timestamp, which others of its batch may follow
    long lower = offset == batch.lastOffset() ? upper : maxTimestamp;
    long timestamp = entry.getLong(0);
    if (timestamp < lower || timestamp > upper) {
      fail("the largest timestamp up to offset " + offset + ", " + upper, "" + timestamp);
    }
    return true;
  }

  @Override
  void seen(RecordBatch batch) {
    maxTimestamp = Math.max(maxTimestamp, batch.maxTimestamp());
  }

  @Override
  String target(EntryReader entry) {
    return "offset " + (baseOffset + entry.getInt(8));
  }
}
