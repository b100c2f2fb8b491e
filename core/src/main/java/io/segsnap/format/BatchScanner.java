package io.segsnap.format;

import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Walks the batches of a segment file through a fixed window of off-heap memory, checking length,
 * magic, offset order and, if asked, the checksum of each. It stops at the first byte that is no
 * whole valid batch and says why; whether that is a torn tail or corruption is the caller's to
 * decide. No batch is too large: a checksum is computed piecewise. No garbage per batch.
 *
 * <p>Not thread safe. The caller owns file and window.
 */
public final class BatchScanner {

  /** How much of each batch is looked at. */
  public enum Depth {
    /** Header fields only. */
    HEADERS,
    /** Header fields and the checksum over the content. */
    CHECKSUMS
  }

  private final DiskFile file;
  private final ByteBuffer window;
  private final Depth depth;
  private final long end;
  private final CRC32C crc32c = new CRC32C();
  private final CRC32 crc32 = new CRC32();
  private final RecordBatch batch = new RecordBatch();

  /** File position of the window's first byte, and how much of the window is filled. */
  private long windowStart;

  private int windowFilled;

  private long position;
  private int sizeBytes;
  private long minOffset;
  private @Nullable Damage damage;

  /**
   * @param window direct buffer of at least 64 bytes; 128 KiB keeps reads and checksums in cache
   * @param from position of a batch start
   * @param end position to stop at; a batch that crosses it counts as torn
   * @param minOffset smallest legal base offset of the first batch
   */
  public BatchScanner(
      DiskFile file, ByteBuffer window, Depth depth, long from, long end, long minOffset) {
    if (window.capacity() <= RecordBatch.HEADER_BYTES) {
      throw new IllegalArgumentException("a window must hold a batch header");
    }
    this.file = file;
    this.window = window;
    this.depth = depth;
    this.end = end;
    this.position = from;
    this.windowStart = from;
    this.minOffset = minOffset;
  }

  /** Moves to the next batch; false at the end of the range or where the bytes are damaged. */
  public boolean next() throws IOException {
    if (damage != null) {
      return false;
    }
    position += sizeBytes;
    sizeBytes = 0;
    if (position >= end) {
      return false;
    }
    int index = load();
    int header = windowFilled - index;
    damage = header < RecordBatch.MIN_BYTES ? tornHeader(header) : checkHeader(index, header);
    if (damage != null) {
      return false;
    }
    batch.wrap(window, index);
    sizeBytes = batch.sizeBytes();
    if (depth == Depth.CHECKSUMS) {
      damage = checkContent();
      if (damage != null) {
        sizeBytes = 0;
        return false;
      }
    }
    minOffset = batch.nextOffset();
    return true;
  }

  /** The current batch; its header is readable, its content only if {@link #isWhole()}. */
  public RecordBatch batch() {
    return batch;
  }

  /** Whether all bytes of the current batch are in the window. */
  public boolean isWhole() {
    return batch.start() + sizeBytes <= windowFilled;
  }

  /** File position of the current batch, or where the scan ended. */
  public long position() {
    return position;
  }

  /** File position after the last valid batch seen so far. */
  public long validEnd() {
    return position + sizeBytes;
  }

  /** Offset after the last valid batch seen so far. */
  public long nextOffset() {
    return minOffset;
  }

  /** What stopped the scan before its end, or null. */
  public @Nullable Damage damage() {
    return damage;
  }

  /**
   * Brings the batch at {@code position} into the window: its header always, all of it if it fits
   * and checksums are wanted. Returns its index.
   */
  private int load() throws IOException {
    int index = windowFilled == 0 ? 0 : (int) Math.min(position - windowStart, windowFilled);
    int need = RecordBatch.HEADER_BYTES;
    int loaded = windowFilled - index;
    if (loaded >= need && depth == Depth.CHECKSUMS) {
      need = (int) Math.min(Math.max(need, sizeAt(index)), window.capacity());
    }
    if (loaded >= Math.min(need, end - position)) {
      return index;
    }
    fill(index, loaded);
    return 0;
  }

  /** Keeps the {@code loaded} bytes from {@code index} on and reads more behind them. */
  private void fill(int index, int loaded) throws IOException {
    window.limit(windowFilled).position(index);
    window.compact();
    windowStart = position;
    window.limit((int) Math.min(window.capacity(), end - position)).position(loaded);
    windowFilled = loaded + file.readFully(window, position + loaded);
    window.clear();
  }

  private long sizeAt(int index) {
    return RecordBatch.LOG_OVERHEAD
        + (long) window.getInt(index + RecordBatch.OFFSET_OF_BATCH_LENGTH);
  }

  private Damage tornHeader(int bytes) {
    return new Damage(
        position,
        "a record batch of at least " + RecordBatch.MIN_BYTES + " bytes",
        bytes + " bytes before the end");
  }

  private @Nullable Damage checkHeader(int index, int bytes) {
    byte magic = window.get(index + RecordBatch.OFFSET_OF_MAGIC);
    long size = sizeAt(index);
    int least = magic < 2 ? RecordBatch.MIN_BYTES : RecordBatch.HEADER_BYTES;
    if (size < least || size > Integer.MAX_VALUE) {
      return new Damage(
          position + RecordBatch.OFFSET_OF_BATCH_LENGTH,
          "a batch length of at least " + (least - RecordBatch.LOG_OVERHEAD),
          String.valueOf(size - RecordBatch.LOG_OVERHEAD));
    }
    if (magic < 0 || magic > 2) {
      return new Damage(
          position + RecordBatch.OFFSET_OF_MAGIC, "magic 0, 1 or 2", String.valueOf(magic));
    }
    if (size > end - position) {
      return new Damage(
          position, "a batch of " + size + " bytes", (end - position) + " bytes before the end");
    }
    if (bytes < least) {
      return tornHeader(bytes);
    }
    return checkOffsets(index);
  }

  private @Nullable Damage checkOffsets(int index) {
    batch.wrap(window, index);
    long base = batch.baseOffset();
    if (base < minOffset) {
      return new Damage(position, "a base offset of at least " + minOffset, String.valueOf(base));
    }
    int delta = batch.lastOffsetDelta();
    if (delta < 0 || base > Long.MAX_VALUE - 1 - delta) {
      return new Damage(
          position + RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA,
          "a last offset delta that keeps the offset below 2^63 - 1",
          String.valueOf(delta));
    }
    return null;
  }

  private @Nullable Damage checkContent() throws IOException {
    int crc = (int) (isWhole() ? checksumInWindow() : checksumOfFile()).getValue();
    if (crc == batch.storedCrc()) {
      return null;
    }
    return new Damage(
        position,
        "batch CRC 0x" + Integer.toHexString(batch.storedCrc()) + " as stored",
        "0x" + Integer.toHexString(crc) + " over its bytes");
  }

  private Checksum checksumInWindow() {
    Checksum crc = batch.isLegacy() ? crc32 : crc32c;
    crc.reset();
    window.limit(batch.start() + sizeBytes).position(batch.start() + batch.contentStart());
    crc.update(window);
    window.clear();
    return crc;
  }

  /** The batch is larger than the window: read it through the window, then bring back its start. */
  private Checksum checksumOfFile() throws IOException {
    Checksum crc = batch.isLegacy() ? crc32 : crc32c;
    crc.reset();
    long at = position + batch.contentStart();
    long stop = position + sizeBytes;
    while (at < stop) {
      window.clear().limit((int) Math.min(window.capacity(), stop - at));
      int count = file.readFully(window, at);
      if (count == 0) {
        break;
      }
      crc.update(window.flip());
      at += count;
    }
    window.clear();
    windowFilled = 0;
    fill(0, 0);
    batch.wrap(window, 0);
    return crc;
  }
}
