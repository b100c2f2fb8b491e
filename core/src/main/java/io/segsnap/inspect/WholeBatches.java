package io.segsnap.inspect;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.Damage;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the batches of segment files with all of each batch in memory and its checksum
 * verified. Memory is that of a window, or of the largest batch beyond it. Not thread safe.
 */
final class WholeBatches {

  /** The default of Kafka's {@code max.message.bytes}, so that larger batches are rare. */
  private static final int WINDOW_BYTES = 1 << 20;

  private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
  private ByteBuffer large = ByteBuffer.allocate(0);
  private final RecordBatch largeBatch = new RecordBatch();
  private @Nullable DiskFile file;
  private @Nullable BatchScanner scanner;

  /** Starts at the beginning of a file, which the caller keeps open and closes. */
  WholeBatches open(DiskFile log, long end, long minOffset) {
    file = log;
    scanner = new BatchScanner(log, window, BatchScanner.Depth.CHECKSUMS, 0, end, minOffset);
    return this;
  }

  boolean next() throws IOException {
    BatchScanner scan = scanner();
    return scan.next() && (scan.isWhole() || loadLarge(scan));
  }

  private boolean loadLarge(BatchScanner scan) throws IOException {
    int size = scan.batch().sizeBytes();
    if (large.capacity() < size) {
      large = ByteBuffer.allocateDirect(size);
    }
    if (file != null) {
      file.readFully(large.clear().limit(size), scan.position());
    }
    largeBatch.wrap(large.clear(), 0);
    return true;
  }

  /** The current batch. */
  RecordBatch batch() {
    return scanner().isWhole() ? scanner().batch() : largeBatch;
  }

  /** File position of the current batch. */
  long position() {
    return scanner().position();
  }

  long nextOffset() {
    return scanner().nextOffset();
  }

  @Nullable
  Damage damage() {
    return scanner().damage();
  }

  private BatchScanner scanner() {
    BatchScanner current = scanner;
    if (current == null) {
      throw new IllegalStateException("no file was opened");
    }
    return current;
  }
}
