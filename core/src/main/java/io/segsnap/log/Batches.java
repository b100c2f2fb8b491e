package io.segsnap.log;

import io.segsnap.format.RecordBatch;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Whole batches that were read from a log, in off-heap memory that goes back to the log on {@link
 * #close()}; views of it must not be used after that.
 *
 * <pre>{@code
 * try (Batches batches = log.read(offset, 1 << 20)) {
 *   while (batches.next()) {
 *     cursor.open(batches.batch());
 *     while (cursor.next()) { ... }
 *   }
 * }
 * }</pre>
 *
 * The first batch may start before the offset that was asked for: skip its records below. Not
 * thread safe.
 */
public final class Batches implements AutoCloseable {

  private final ByteBuffer buffer;
  private final int end;
  private final Consumer<ByteBuffer> release;
  private final RecordBatch batch = new RecordBatch();
  private int next;
  private boolean closed;

  Batches(ByteBuffer buffer, int end, Consumer<ByteBuffer> release) {
    this.buffer = buffer;
    this.end = end;
    this.release = release;
  }

  static Batches none() {
    return new Batches(ByteBuffer.allocate(0), 0, nothing -> {});
  }

  /** Moves to the next batch; false after the last. */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    next += batch.wrap(buffer, next).sizeBytes();
    return true;
  }

  /** The current batch, all of it in memory. */
  public RecordBatch batch() {
    return batch;
  }

  /** All the batches' bytes, from position to limit. */
  public ByteBuffer bytes() {
    return buffer.asReadOnlyBuffer().position(0).limit(end);
  }

  public int sizeBytes() {
    return end;
  }

  public boolean isEmpty() {
    return end == 0;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.accept(buffer);
    }
  }
}
