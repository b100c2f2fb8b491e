package io.segsnap.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Looks behind damage for a batch that is still whole, byte by byte, by its header and then by its
 * checksum. One that is found tells corruption from a torn tail, behind which there is nothing.
 */
final class ValidBatchSearch {

  private static final int WINDOW_BYTES = 128 * 1024;

  /** Small, because it is read anew for each candidate. */
  private static final int SCAN_WINDOW_BYTES = 4 * 1024;

  private final DiskFile log;
  private final long end;
  private final long minOffset;
  private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
  private final ByteBuffer scanWindow = ByteBuffer.allocateDirect(SCAN_WINDOW_BYTES);

  ValidBatchSearch(DiskFile log, long end, long minOffset) {
    this.log = log;
    this.end = end;
    this.minOffset = minOffset;
  }

  /** File position of the first valid batch at {@code from} or later, or -1. */
  long find(long from) throws IOException {
    long start = from;
    int candidates;
    do {
      int loaded = log.readFully(window.clear(), start);
      window.clear();
      candidates = loaded - RecordBatch.MIN_BYTES + 1;
      for (int i = 0; i < candidates; i++) {
        if (looksLikeBatch(i, start + i) && isValid(start + i)) {
          return start + i;
        }
      }
      start += candidates;
    } while (candidates > 0);
    return -1;
  }

  /** Spares most positions the scan, which looks again at all of this but how far off an offset may be. */
  private boolean looksLikeBatch(int index, long position) {
    byte magic = window.get(index + RecordBatch.OFFSET_OF_MAGIC);
    if (magic < 0 || magic > 2) {
      return false;
    }
    long size =
        RecordBatch.LOG_OVERHEAD + (long) window.getInt(index + RecordBatch.OFFSET_OF_BATCH_LENGTH);
    long offset = window.getLong(index);
    return size >= RecordBatch.MIN_BYTES
        && size <= end - position
        && offset >= minOffset
        && offset - minOffset <= Integer.MAX_VALUE;
  }

  private boolean isValid(long position) throws IOException {
    return new BatchScanner(log, scanWindow, BatchScanner.Depth.CHECKSUMS, position, end, minOffset)
        .next();
  }
}
