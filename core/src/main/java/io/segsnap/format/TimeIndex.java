package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * The time index of one segment in memory: entries of timestamp i64 (largest so far in the segment,
 * milliseconds since the epoch) and relative offset i32 (last offset of the batch that holds it).
 * Timestamps strictly increase.
 *
 * <p>Source: {@code TimeIndex} of Apache Kafka. One appender, many readers.
 */
public final class TimeIndex extends EntryBuffer {

  public static final int ENTRY_BYTES = 12;

  public TimeIndex() {
    super(ENTRY_BYTES);
  }

  /** Appends unless the last entry is as late. */
  public void maybeAppend(long timestamp, int relativeOffset) {
    if (timestamp > lastTimestamp()) {
      ByteBuffer buffer = room();
      buffer.putLong(at(count()), timestamp).putInt(at(count()) + 8, relativeOffset);
      publish();
    }
  }

  public long timestamp(int entry) {
    return buffer().getLong(at(entry));
  }

  public int relativeOffset(int entry) {
    return buffer().getInt(at(entry) + 8);
  }

  /** Timestamp of the last entry, or -1 without one. */
  public long lastTimestamp() {
    int count = count();
    return count == 0 ? -1 : timestamp(count - 1);
  }

  /** The greatest entry earlier than {@code timestamp}, or -1 for none. */
  public int lookup(long timestamp) {
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (timestamp(middle) < timestamp) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
