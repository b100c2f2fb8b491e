package io.segsnap.log;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.Damage;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.BufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole batches of a segment into pooled memory: one read from where the index points, then a
 * walk over headers in memory. What the index says is checked against the batch it leads to, and
 * where it was wrong the segment is walked from its start: an index can make a read slow, never
 * wrong.
 */
final class SegmentReader {

  private static final int WALK_WINDOW_BYTES = 128 * 1024;

  /** Where the last read ended: the next one of a sequential reader starts there. */
  private record End(Segment segment, long offset, long position) {}

  private final BufferPool pool;
  private volatile @Nullable End lastEnd;

  SegmentReader(BufferPool pool) {
    this.pool = pool;
  }

  /**
   * Batches from the one that holds {@code offset}, or follows it, on; empty at the segment's end.
   *
   * @param endOffset where to stop: the segment may show batches that the log doesn't yet
   */
  Optional<Batches> read(Segment segment, long offset, long endOffset, int maxBytes)
      throws IOException {
    long limit = segment.sizeBytes();
    ByteBuffer buffer = pool.acquire();
    Batches batches = null;
    try {
      long position = startPosition(segment, offset, limit, buffer);
      if (position < limit) {
        batches = readAt(segment, position, limit, endOffset, maxBytes, buffer);
      }
      return Optional.ofNullable(batches);
    } finally {
      if (batches == null) {
        pool.release(buffer);
      }
    }
  }

  private long startPosition(Segment segment, long offset, long limit, ByteBuffer buffer)
      throws IOException {
    End end = lastEnd;
    if (end != null && end.segment == segment && end.offset == offset) {
      return end.position;
    }
    return positionOf(segment, offset, limit, buffer);
  }

  /** Position of the first batch whose last offset is at least {@code offset}, or {@code limit}. */
  static long positionOf(Segment segment, long offset, long limit, ByteBuffer buffer)
      throws IOException {
    if (offset <= segment.baseOffset()) {
      return 0;
    }
    long indexed = segment.indexedPosition(offset, buffer);
    if (indexed > 0) {
      long found = walk(segment, indexed, limit, offset, true, buffer);
      if (found >= 0) {
        return found;
      }
    }
    return walk(segment, 0, limit, offset, false, buffer);
  }

  /**
   * Walks from a batch start to the batch of {@code offset}. A start that an index gave must prove
   * to be a batch at or before the offset, else this returns -1; damage after that is an error.
   */
  private static long walk(
      Segment segment, long from, long limit, long offset, boolean doubted, ByteBuffer buffer)
      throws IOException {
    ByteBuffer window = buffer.slice(0, Math.min(buffer.capacity(), WALK_WINDOW_BYTES));
    var depth = doubted ? BatchScanner.Depth.CHECKSUMS : BatchScanner.Depth.HEADERS;
    var scanner = new BatchScanner(segment.log(), window, depth, from, limit, segment.baseOffset());
    boolean proved = !doubted;
    while (scanner.next()) {
      proved |= scanner.batch().baseOffset() <= offset;
      if (!proved) {
        return -1;
      }
      if (scanner.batch().lastOffset() >= offset) {
        return scanner.position();
      }
    }
    Damage damage = scanner.damage();
    if (damage == null) {
      return proved ? limit : -1;
    }
    if (doubted) {
      return -1;
    }
    throw segment.corrupt("read", damage);
  }

  /** Null where the next batch lies behind {@code endOffset}. */
  private @Nullable Batches readAt(
      Segment segment, long position, long limit, long endOffset, int maxBytes, ByteBuffer buffer)
      throws IOException {
    int wanted = (int) Math.min(Math.min(maxBytes, buffer.capacity()), limit - position);
    int loaded = Math.max(wanted, smallest(limit - position));
    load(segment, buffer, position, loaded);
    RecordBatch batch = new RecordBatch().wrap(buffer, 0);
    int end = 0;
    long nextOffset = segment.baseOffset();
    while (loaded - end >= RecordBatch.MIN_BYTES) {
      Damage damage = check(batch.wrap(buffer, end), position + end, limit, nextOffset);
      if (damage != null) {
        throw segment.corrupt("read", damage);
      }
      if (batch.baseOffset() >= endOffset) {
        break;
      }
      if (end + (long) batch.sizeBytes() > loaded) {
        break;
      }
      requireForward(segment, batch, position + end);
      end += batch.sizeBytes();
      nextOffset = batch.nextOffset();
    }
    if (end == 0) {
      return batch.baseOffset() < endOffset
          ? readOne(segment, position, batch.sizeBytes(), buffer)
          : null;
    }
    lastEnd = new End(segment, nextOffset, position + end);
    return new Batches(buffer, end, pool::release);
  }

  /**
   * Whether a time index entry is true of the batch it names; if not, the index is damaged.
   *
   * @param buffer scratch memory
   */
  static boolean isTrue(TimestampedOffset entry, Segment segment, ByteBuffer buffer)
      throws IOException {
    long limit = segment.sizeBytes();
    long position = positionOf(segment, entry.offset(), limit, buffer);
    if (limit - position < RecordBatch.HEADER_BYTES) {
      return false;
    }
    load(segment, buffer, position, RecordBatch.HEADER_BYTES);
    RecordBatch batch = new RecordBatch().wrap(buffer, 0);
    return batch.baseOffset() <= entry.offset() && batch.maxTimestamp() == entry.timestamp();
  }

  /** A batch that is larger than what was asked for is still read whole. */
  private Batches readOne(Segment segment, long position, int size, ByteBuffer pooled)
      throws IOException {
    ByteBuffer target = size <= pooled.capacity() ? pooled : ByteBuffer.allocateDirect(size);
    load(segment, target, position, size);
    RecordBatch batch = new RecordBatch().wrap(target, 0);
    requireForward(segment, batch, position);
    lastEnd = new End(segment, batch.nextOffset(), position + size);
    return new Batches(target, size, read -> pool.release(pooled));
  }

  private static int smallest(long remaining) {
    return (int) Math.min(RecordBatch.HEADER_BYTES, remaining);
  }

  private static void load(Segment segment, ByteBuffer buffer, long position, int bytes)
      throws IOException {
    buffer.clear().limit(bytes);
    int loaded = segment.log().readFully(buffer, position);
    buffer.clear();
    if (loaded < bytes) {
      Damage damage =
          new Damage(position + loaded, (bytes - loaded) + " more bytes", "the end of the file");
      throw segment.corrupt("read", damage);
    }
  }

  private static @Nullable Damage check(
      RecordBatch batch, long position, long limit, long minOffset) {
    int size = batch.sizeBytes();
    if (size < RecordBatch.MIN_BYTES || size > limit - position) {
      return new Damage(
          position + RecordBatch.OFFSET_OF_BATCH_LENGTH,
          "the length of a batch before position " + limit,
          String.valueOf(size - RecordBatch.LOG_OVERHEAD));
    }
    if (batch.baseOffset() < minOffset) {
      return new Damage(
          position, "a base offset of at least " + minOffset, String.valueOf(batch.baseOffset()));
    }
    return null;
  }

  /** A sequential reader goes on at the batch's next offset, which must not lead back. */
  private static void requireForward(Segment segment, RecordBatch batch, long position)
      throws IOException {
    if (batch.lastOffsetDelta() < 0) {
      Damage damage = new Damage(
          position + RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA,
          "a last offset delta of at least 0",
          String.valueOf(batch.lastOffsetDelta()));
      throw segment.corrupt("read", damage);
    }
  }
}
