package io.segsnap.inspect;

import io.segsnap.format.RecordBatch;
import io.segsnap.format.TransactionIndex;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Entries of a transaction index: version 0, last offsets ascend, and each names the marker of its
 * producer.
 */
final class TransactionIndexCheck extends IndexCheck {

  private long previousLastOffset = -1;

  TransactionIndexCheck(Disk disk, Path path, Problems problems) throws IOException {
    super(disk, path, TransactionIndex.ENTRY_BYTES, problems);
  }

  @Override
  boolean isUnused(EntryReader entry) {
    return false;
  }

  @Override
  void examine(EntryReader entry) {
    long firstOffset = entry.getLong(10);
    long lastOffset = entry.getLong(18);
    if (entry.getShort(0) != 0) {
      fail("version 0", String.valueOf(entry.getShort(0)));
    } else if (lastOffset <= previousLastOffset) {
      fail("a last offset above " + previousLastOffset, String.valueOf(lastOffset));
    } else if (firstOffset < 0 || firstOffset > lastOffset) {
      fail("a first offset of 0 to " + lastOffset, String.valueOf(firstOffset));
    }
    previousLastOffset = lastOffset;
  }

  @Override
  boolean reaches(EntryReader entry, long position, RecordBatch batch) {
    if (entry.getLong(18) > batch.lastOffset()) {
      return false;
    }
    boolean isMarker = batch.isControl()
        && batch.lastOffset() == entry.getLong(18)
        && batch.producerId() == entry.getLong(2);
    if (!isMarker) {
      fail("the offset of a marker of producer " + entry.getLong(2), target(entry));
    }
    return true;
  }

  @Override
  String target(EntryReader entry) {
    return "offset " + entry.getLong(18);
  }
}
