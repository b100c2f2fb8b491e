package io.segsnap.inspect;

import io.segsnap.format.ControlRecord;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.TransactionIndex;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Entries of a transaction index: version 0, last offsets ascend, each names the marker that aborts a
 * transaction of its producer, and no such marker is left out.
 */
final class TransactionIndexCheck extends IndexCheck {

  private final OpenTransactions open;
  private long previousLastOffset = -1;
  private long reachedOffset = -1;

  /** {@code open} takes note of each batch before this does. */
  TransactionIndexCheck(Disk disk, Path path, OpenTransactions open, Problems problems)
      throws IOException {
    super(disk, path, TransactionIndex.ENTRY_BYTES, problems);
    this.open = open;
  }

  @Override
  boolean isUnused(EntryReader entry) {
    return false;
  }

  @Override
  void examine(EntryReader entry) {
    long firstOffset = entry.getLong(10);
    long lastOffset = entry.getLong(18);
    if (entry.getShort() != 0) {
      fail("version 0", String.valueOf(entry.getShort()));
    } else if (lastOffset <= previousLastOffset) {
      fail("a last offset above " + previousLastOffset, String.valueOf(lastOffset));
    } else if (firstOffset < 0 || firstOffset >= lastOffset) {
      fail("a first offset of 0 to " + (lastOffset - 1), String.valueOf(firstOffset));
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
        && batch.producerId() == entry.getLong(2)
        && ControlRecord.of(batch).map(ControlRecord::aborted).orElse(true);
    if (!isMarker) {
      fail("the offset of an abort marker of producer " + entry.getLong(2), target(entry));
    }
    reachedOffset = entry.getLong(18);
    return true;
  }

  @Override
  void seen(RecordBatch batch) {
    if (open.isAborted() && reachedOffset != batch.lastOffset()) {
      fail("an entry for the abort marker at offset " + batch.lastOffset(), "none");
    }
  }

  @Override
  String target(EntryReader entry) {
    return "offset " + entry.getLong(18);
  }
}
