package io.segsnap.format;

import java.nio.ByteBuffer;

/**
 * The offset index of one segment in memory: entries of relative offset i32 and file position i32.
 * An entry's position is the start of a batch; its offset is that batch's last offset (older
 * brokers: an offset of that batch or a later one of the same append).
 *
 * <p>Source: {@code OffsetIndex} of Apache Kafka. One appender, many readers.
 */
public final class OffsetIndex extends EntryBuffer {

  public static final int ENTRY_BYTES = 8;

  public OffsetIndex() {
    super(ENTRY_BYTES);
  }

  public void append(int relativeOffset, int position) {
    ByteBuffer buffer = room();
    buffer.putInt(at(count()), relativeOffset).putInt(at(count()) + 4, position);
    publish();
  }

  public int relativeOffset(int entry) {
    return buffer().getInt(at(entry));
  }

  public int position(int entry) {
    return buffer().getInt(at(entry) + 4);
  }

  /** Position of the greatest entry whose offset is at most {@code relativeOffset}; 0 for none. */
  public int lookup(long relativeOffset) {
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (relativeOffset(middle) <= relativeOffset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high < 0 ? 0 : position(high);
  }
}
