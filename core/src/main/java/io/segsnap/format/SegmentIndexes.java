package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * Builds the indexes of one segment from its batches, by the rules of {@code LogSegment.append}: an
 * offset entry, and with it a time entry, before a batch that starts more than {@code interval}
 * bytes after the last indexed one. The first batch is never indexed. One appender, many readers.
 */
public final class SegmentIndexes {

  private final long baseOffset;
  private final int intervalBytes;
  private final OffsetIndex offsets = new OffsetIndex();
  private final TimeIndex times = new TimeIndex();
  private final TransactionIndex transactions = new TransactionIndex();

  private long lastIndexedPosition;
  private volatile long maxTimestamp = -1;
  private int maxTimestampRelativeOffset;

  public SegmentIndexes(long baseOffset, int intervalBytes) {
    this.baseOffset = baseOffset;
    this.intervalBytes = intervalBytes;
  }

  /** Takes note of a batch at file position {@code position}; batches come in order. */
  public void add(RecordBatch batch, long position) {
    int relativeLast = (int) (batch.lastOffset() - baseOffset);
    if (batch.maxTimestamp() > maxTimestamp) {
      maxTimestamp = batch.maxTimestamp();
      maxTimestampRelativeOffset = relativeLast;
    }
    if (position - lastIndexedPosition > intervalBytes && position <= Integer.MAX_VALUE) {
      offsets.append(relativeLast, (int) position);
      times.maybeAppend(maxTimestamp, maxTimestampRelativeOffset);
      lastIndexedPosition = position;
    }
  }

  /**
   * Takes over the entries of index files that a clean close left. Returns the position to scan on
   * from, or -1 where they can't be used and must be rebuilt.
   *
   * @param segmentBytes length of the {@code .log} file, which no position may reach
   */
  public long load(ByteBuffer offsetFile, ByteBuffer timeFile, long segmentBytes) {
    if (!loadOffsets(offsetFile, segmentBytes) || !loadTimes(timeFile)) {
      return -1;
    }
    return lastIndexedPosition;
  }

  private boolean loadOffsets(ByteBuffer file, long segmentBytes) {
    if (file.remaining() % OffsetIndex.ENTRY_BYTES != 0) {
      return false;
    }
    long previousOffset = -1;
    while (file.hasRemaining()) {
      int relativeOffset = file.getInt();
      int position = file.getInt();
      if (position == 0) {
        break; // the zero tail of a preallocated file
      }
      boolean ascends = relativeOffset > previousOffset && position > lastIndexedPosition;
      if (!ascends || position >= segmentBytes) {
        return false;
      }
      offsets.append(relativeOffset, position);
      previousOffset = relativeOffset;
      lastIndexedPosition = position;
    }
    return true;
  }

  private boolean loadTimes(ByteBuffer file) {
    if (file.remaining() % TimeIndex.ENTRY_BYTES != 0) {
      return false;
    }
    int previousOffset = 0;
    while (file.hasRemaining()) {
      long timestamp = file.getLong();
      int relativeOffset = file.getInt();
      if (timestamp == 0 && relativeOffset == 0) {
        break; // the zero tail of a preallocated file
      }
      if (timestamp <= times.lastTimestamp() || relativeOffset < previousOffset) {
        return false;
      }
      times.maybeAppend(timestamp, relativeOffset);
      maxTimestamp = timestamp;
      maxTimestampRelativeOffset = relativeOffset;
      previousOffset = relativeOffset;
    }
    // entries come in pairs, unless no batch has a timestamp: then this costs a rebuild
    return times.count() > 0 || offsets.count() == 0;
  }

  /**
   * The content of the index files of a segment that ends here, taken in constant time; it stays as
   * it is while more batches are added. For the appending thread.
   */
  public IndexContents contents() {
    return new IndexContents(
        this,
        offsets.count(),
        times.count(),
        transactions.count(),
        maxTimestamp > times.lastTimestamp(),
        maxTimestamp,
        maxTimestampRelativeOffset);
  }

  public OffsetIndex offsets() {
    return offsets;
  }

  public TimeIndex times() {
    return times;
  }

  public TransactionIndex transactions() {
    return transactions;
  }

  /** Largest timestamp of any batch so far, -1 for none. */
  public long maxTimestamp() {
    return maxTimestamp;
  }

  /**
   * Whether one more entry would pass {@code maxIndexBytes} in either file, the final time entry
   * counted in.
   */
  public boolean isFull(int maxIndexBytes) {
    return offsets.sizeBytes() + OffsetIndex.ENTRY_BYTES > maxIndexBytes
        || times.sizeBytes() + 2 * TimeIndex.ENTRY_BYTES > maxIndexBytes;
  }
}
