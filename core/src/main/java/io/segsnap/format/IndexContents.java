package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * What the index files of a segment hold as of one moment, with the final time entry that a closed
 * segment has. Immutable; safe for use by several threads.
 */
public final class IndexContents {

  private final SegmentIndexes indexes;
  private final int offsets;
  private final int times;
  private final int transactions;
  private final boolean hasFinalTime;
  private final long maxTimestamp;
  private final int maxTimestampRelativeOffset;

  IndexContents(
      SegmentIndexes indexes,
      int offsets,
      int times,
      int transactions,
      boolean hasFinalTime,
      long maxTimestamp,
      int maxTimestampRelativeOffset) {
    this.indexes = indexes;
    this.offsets = offsets;
    this.times = times;
    this.transactions = transactions;
    this.hasFinalTime = hasFinalTime;
    this.maxTimestamp = maxTimestamp;
    this.maxTimestampRelativeOffset = maxTimestampRelativeOffset;
  }

  /** Content of the {@code .index} file. */
  public ByteBuffer offsetIndex() {
    return indexes.offsets().content(offsets);
  }

  /** Content of the {@code .timeindex} file. */
  public ByteBuffer timeIndex() {
    ByteBuffer entries = indexes.times().content(times);
    if (!hasFinalTime) {
      return entries;
    }
    return ByteBuffer.allocate(entries.remaining() + TimeIndex.ENTRY_BYTES)
        .put(entries)
        .putLong(maxTimestamp)
        .putInt(maxTimestampRelativeOffset)
        .flip();
  }

  /** Content of the {@code .txnindex} file; empty where there shall be none. */
  public ByteBuffer transactionIndex() {
    return indexes.transactions().content(transactions);
  }
}
