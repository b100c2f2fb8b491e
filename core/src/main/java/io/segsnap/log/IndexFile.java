package io.segsnap.log;

import io.segsnap.format.OffsetIndex;
import io.segsnap.format.TimeIndex;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Look-ups in the stored index of a sealed segment, by binary search with a read for each step: the
 * file stays in the page cache, and nothing of it in this process. What a damaged index answers is
 * checked by whoever uses it. {@code entry} is scratch memory of at least an entry.
 */
final class IndexFile {

  private IndexFile() {}

  /** File position to start looking for an offset at; 0 where the index has nothing. */
  static long positionOf(DiskFile index, long relativeOffset, ByteBuffer entry) throws IOException {
    long low = 0;
    long high = index.size() / OffsetIndex.ENTRY_BYTES - 1;
    long position = 0;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      load(index, entry, middle, OffsetIndex.ENTRY_BYTES);
      int found = entry.getInt(4);
      if (found > 0 && entry.getInt(0) <= relativeOffset) {
        position = found;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return position;
  }

  /** Whether the time index has an entry before {@code timestamp}; loads the last into scratch. */
  static boolean hasTimeBefore(DiskFile index, long timestamp, ByteBuffer entry)
      throws IOException {
    long low = 0;
    long high = index.size() / TimeIndex.ENTRY_BYTES - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      load(index, entry, middle, TimeIndex.ENTRY_BYTES);
      if (entry.getLong(0) < timestamp) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high < 0) {
      return false;
    }
    load(index, entry, high, TimeIndex.ENTRY_BYTES);
    return true;
  }

  /** Timestamp of the last entry, or -1 without one. */
  static long lastTimestamp(DiskFile index, ByteBuffer entry) throws IOException {
    long entries = index.size() / TimeIndex.ENTRY_BYTES;
    if (entries == 0) {
      return -1;
    }
    load(index, entry, entries - 1, TimeIndex.ENTRY_BYTES);
    return entry.getLong(0);
  }

  /**
   * Position of the last entry of an offset index, 0 for an empty one, or -1 where the file can't be
   * a trimmed index of a segment of this length.
   */
  static long lastPosition(DiskFile index, long segmentBytes, ByteBuffer entry) throws IOException {
    long size = index.size();
    if (size % OffsetIndex.ENTRY_BYTES != 0) {
      return -1;
    }
    if (size == 0) {
      return 0;
    }
    load(index, entry, size / OffsetIndex.ENTRY_BYTES - 1, OffsetIndex.ENTRY_BYTES);
    int position = entry.getInt(4);
    return position > 0 && position < segmentBytes && entry.getInt(0) >= 0 ? position : -1;
  }

  /**
   * Whether the end of the file can be that of a sealed segment's time index: whole entries, at
   * least one unless the segment is empty, no zero tail, no batch later than the last entry.
   *
   * @param latest largest timestamp of the batches that were looked at
   */
  static boolean endsLikeTimeIndex(DiskFile index, long segmentBytes, long latest, ByteBuffer entry)
      throws IOException {
    long size = index.size();
    if (size % TimeIndex.ENTRY_BYTES != 0 || (size == 0 && segmentBytes > 0)) {
      return false;
    }
    boolean isZeroTail = size > TimeIndex.ENTRY_BYTES && lastTimestamp(index, entry) == 0;
    return !isZeroTail && lastTimestamp(index, entry) >= latest;
  }

  private static void load(DiskFile index, ByteBuffer entry, long number, int entryBytes)
      throws IOException {
    index.readFully(entry.clear().limit(entryBytes), number * entryBytes);
    entry.clear();
  }
}
