package io.segsnap.inspect;

import io.segsnap.format.OffsetIndex;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Entries of an offset index: offsets and positions ascend, each position is the start of a batch,
 * and the offset is not below that batch. Older brokers wrote one entry for several batches, with an
 * offset of a later one.
 */
final class OffsetIndexCheck extends IndexCheck {

  private final long baseOffset;
  private int previousOffset = -1;
  private int previousPosition;

  OffsetIndexCheck(Disk disk, Path path, long baseOffset, Problems problems) throws IOException {
    super(disk, path, OffsetIndex.ENTRY_BYTES, problems);
    this.baseOffset = baseOffset;
  }

  @Override
  boolean isUnused(EntryReader entry) {
    return entry.getInt(4) == 0;
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
    if (entry.getInt(4) < position) {
      fail("the position of a batch", target(entry) + ", inside one");
    } else if (baseOffset + entry.getInt(0) < batch.baseOffset()) {
      fail(
          "an offset of at least " + batch.baseOffset(),
          String.valueOf(baseOffset + entry.getInt(0)));
    }
    return true;
  }

  @Override
  String target(EntryReader entry) {
    return "position " + entry.getInt(4);
  }
}
