package io.segsnap.format;

import io.segsnap.InvalidRequestException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the records of a batch, decompressing as it goes, one record in memory at a time.
 * Fields are read in place: key, value and headers are ranges of {@link #buffer()}. No garbage per
 * record, and a cursor can be pointed at batch after batch. Not thread safe.
 *
 * <p>A batch whose records make no sense ends in a {@link MalformedRecordException}. A cursor that is
 * left before the end of a compressed batch must be closed, or the codec's native memory leaks.
 */
public final class RecordCursor implements Closeable {

  private static final int STREAMED_BYTES = 16 * 1024;

  private final Codecs codecs;
  private final RecordBatch batch = new RecordBatch();
  private @Nullable InputStream stream;
  private ByteBuffer streamed = ByteBuffer.allocate(STREAMED_BYTES);
  private ByteBuffer buffer = streamed;
  private int next;
  private int end;
  private int remaining;

  private long offset;
  private long timestamp;
  private int sizeBytes;
  private int keyStart;
  private int keySize;
  private int valueStart;
  private int valueSize;
  private int headerCount;
  private int headersStart;

  public RecordCursor(Codecs codecs) {
    this.codecs = codecs;
  }

  /** Points at the records of a batch that lies in its buffer as a whole. */
  public RecordCursor open(RecordBatch source) throws IOException {
    close();
    batch.wrap(source.buffer(), source.start());
    if (batch.isLegacy()) {
      throw new InvalidRequestException(
          "read records",
          null,
          "batch at offset " + batch.baseOffset() + " has magic " + batch.magic(),
          "batches from before Kafka 0.11 are copied as they are, but not decoded");
    }
    remaining = batch.recordCount();
    next = batch.start() + RecordBatch.HEADER_BYTES;
    end = batch.start() + batch.sizeBytes();
    buffer = batch.buffer();
    if (batch.codec() != CompressionCodec.NONE && remaining > 0) {
      ByteBuffer records = buffer.duplicate().limit(end).position(next);
      stream = codecs.decompress(batch.codec(), records.slice());
      buffer = streamed;
    }
    return this;
  }

  /** Moves to the next record; false after the last. */
  public boolean next() throws IOException {
    if (remaining <= 0) {
      close();
      return false;
    }
    remaining--;
    try {
      if (stream == null) {
        sizeBytes = readVarint();
        if (sizeBytes < 0 || sizeBytes > end - next) {
          throw new MalformedRecordException("record of " + sizeBytes + " bytes");
        }
      } else {
        load(stream);
      }
      parse(next, next + sizeBytes);
    } catch (IndexOutOfBoundsException | BufferUnderflowException | EOFException e) {
      throw new MalformedRecordException("record that ends early");
    }
    return true;
  }

  /** Frees what the current batch needs; the cursor can be opened again. */
  @Override
  public void close() throws IOException {
    InputStream open = stream;
    stream = null;
    remaining = 0;
    if (open != null) {
      open.close();
    }
  }

  private void load(InputStream in) throws IOException {
    try {
      loadFromStream(in);
    } catch (EOFException | MalformedRecordException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new MalformedRecordException(batch.codec() + " data that can't be read: " + e);
    }
  }

  private void loadFromStream(InputStream in) throws IOException {
    sizeBytes = readVarint(in);
    if (sizeBytes < 0) {
      throw new MalformedRecordException("record of " + sizeBytes + " bytes");
    }
    int loaded = 0;
    while (loaded < sizeBytes) {
      if (loaded == streamed.capacity()) {
        // doubling as bytes arrive, so that a false size can't claim memory it doesn't fill
        int larger = (int) Math.min(sizeBytes, streamed.capacity() * 2L);
        streamed = ByteBuffer.allocate(larger).put(streamed.limit(loaded).position(0));
      }
      int count = in.readNBytes(
          streamed.array(), loaded, Math.min(sizeBytes, streamed.capacity()) - loaded);
      if (count == 0) {
        throw new EOFException();
      }
      loaded += count;
    }
    buffer = streamed.clear();
    next = 0;
  }

  private static int readVarint(InputStream in) throws IOException {
    int raw = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      raw |= (b & 0x7F) << shift;
      if (b < 0x80) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new MalformedRecordException("varint of more than 5 bytes");
  }

  private void parse(int from, int to) {
    next = from + 1;
    timestamp = batch.baseTimestamp() + readVarlong();
    if (batch.isLogAppendTime()) {
      timestamp = batch.maxTimestamp();
    }
    offset = batch.baseOffset() + readVarint();
    keySize = readVarint();
    keyStart = next;
    next += Math.max(keySize, 0);
    valueSize = readVarint();
    valueStart = next;
    next += Math.max(valueSize, 0);
    headerCount = readVarint();
    headersStart = next;
    if (keySize < -1 || valueSize < -1 || headerCount < 0 || next > to) {
      throw new MalformedRecordException("record with fields beyond its size");
    }
    skipHeaders(to);
    next = to;
  }

  private void skipHeaders(int to) {
    for (int i = 0; i < headerCount; i++) {
      int key = readVarint();
      next += key;
      int value = readVarint();
      next += Math.max(value, 0);
      if (key < 0 || value < -1 || next > to) {
        throw new MalformedRecordException("header beyond its record");
      }
    }
    if (next != to) {
      throw new MalformedRecordException("record with bytes after its headers");
    }
  }

  private int readVarint() {
    long value = readVarlong();
    if (value != (int) value) {
      throw new MalformedRecordException("varint of more than 32 bits");
    }
    return (int) value;
  }

  private long readVarlong() {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte b = buffer.get(next++);
      raw |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new MalformedRecordException("varint of more than 10 bytes");
  }

  public long offset() {
    return offset;
  }

  /** Milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The memory that the ranges below lie in. */
  public ByteBuffer buffer() {
    return buffer;
  }

  public int keyStart() {
    return keyStart;
  }

  /** Length of the key, -1 for null. */
  public int keySize() {
    return keySize;
  }

  public int valueStart() {
    return valueStart;
  }

  /** Length of the value, -1 for null. */
  public int valueSize() {
    return valueSize;
  }

  public int headerCount() {
    return headerCount;
  }

  /** Visits the headers in order, each as ranges of {@link #buffer()}. */
  public void forEachHeader(HeaderVisitor visitor) {
    int resume = next;
    next = headersStart;
    for (int i = 0; i < headerCount; i++) {
      int key = readVarint();
      int keyAt = next;
      next += key;
      int value = readVarint();
      int valueAt = next;
      next += Math.max(value, 0);
      visitor.header(keyAt, key, valueAt, value);
    }
    next = resume;
  }

  /** A copy of the current record that stays valid. */
  public SimpleRecord toRecord() {
    List<RecordHeader> headers = new ArrayList<>(headerCount);
    forEachHeader((keyAt, key, valueAt, value) ->
        headers.add(new RecordHeader(Utf8.read(buffer, keyAt, key), copy(valueAt, value))));
    return new SimpleRecord(
        timestamp, copy(keyStart, keySize), copy(valueStart, valueSize), headers);
  }

  private @Nullable ByteBuffer copy(int start, int size) {
    if (size < 0) {
      return null;
    }
    ByteBuffer copy = ByteBuffer.allocate(size);
    return copy.put(0, buffer, start, size);
  }

  /** Receives the ranges of a header; a value size of -1 is null. */
  @FunctionalInterface
  public interface HeaderVisitor {
    void header(int keyStart, int keySize, int valueStart, int valueSize);
  }
}
