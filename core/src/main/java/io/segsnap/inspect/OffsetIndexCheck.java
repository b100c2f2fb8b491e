package io.segsnap.inspect;

import io.segsnap.format.OffsetIndex;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Entries of an offset index: offsets and positions ascend, each position is the start of a batch,
 * and the offset is not below that batch, and below that of the next entry and the segment's end.
 * Older brokers wrote one entry for several batches, with an offset of a later one.
 */
final class OffsetIndexCheck extends IndexCheck {

  private final long baseOffset;
  private int previousOffset = -1;
  private int previousPosition;
  private long reachedOffset = -1;
  private long reachedAt;

  OffsetIndexCheck(Disk disk, Path path, long baseOffset, Problems problems) throws IOException {
    super(disk, path, OffsetIndex.ENTRY_BYTES, problems);
    this.baseOffset = baseOffset;
  }

  @Override
  boolean isUnused(EntryReader entry) {
    return entry.getInt(0) == 0 && entry.getInt(4) == 0;
  }

  @Override
  void examine(EntryReader entry) {
    int offset = entry.getInt(0);
    int position = entry.getInt(4);
    if (offset <= previousOffset) {
      fail("a relative offset above " + previousOffset, String.valueOf(offset));
    } else if (position <= previousPosition) {
      fail("a position above " + previousPosition, String.valueOf(position));
    }
    previousOffset = offset;
    previousPosition = position;
  }

  @Override
  boolean reaches(EntryReader entry, long position, RecordBatch batch) {
    if (entry.getInt(4) > position) {
      return false;
    }
    long offset = baseOffset + entry.getInt(0);
    if (entry.getInt(4) < position) {
      fail("the position of a batch", target(entry) + ", inside one");
    } else if (reachedOffset >= batch.baseOffset()) {
      failReached(batch.baseOffset());
    } else if (offset < batch.baseOffset()) {
      fail("an offset of at least " + batch.baseOffset(), String.valueOf(offset));
    }
    reachedOffset = offset;
    reachedAt = entry.position();
    return true;
  }

  @Override
  void ended(long nextOffset) {
    if (reachedOffset >= nextOffset) {
      failReached(nextOffset);
    }
  }

  private void failReached(long limit) {
    fail(reachedAt, "an offset below " + limit, String.valueOf(reachedOffset));
  }

  @Override
  String target(EntryReader entry) {
    return "position " + entry.getInt(4);
  }
}
