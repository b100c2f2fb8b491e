package io.segsnap.log;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.FileKind;
import io.segsnap.format.MalformedRecordException;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.RecordCursor;
import io.segsnap.format.SimpleRecord;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A segmented commit log in Kafka's on-disk format: one partition directory, record batches of
 * magic 2. What it writes, Kafka opens; what Kafka wrote, it opens.
 *
 * <p><b>Threads.</b> Any number; writes take turns, and no read waits for a write. A second writer,
 * in this process or another, gets a {@link io.segsnap.LockedException}.
 *
 * <p><b>Durability.</b> An append is on disk after {@link #flush}, {@link #close}, or (with {@link
 * LogOptions#syncOnRoll}) once its segment was rolled. A crash before that can lose the tail, never
 * a batch in front of one that survived.
 *
 * <p><b>Failures.</b> After a failed append nothing of it is in the log and the next may succeed.
 */
public final class Log implements Closeable {

  private static final int READ_BUFFER_BYTES = 1 << 20;

  private final WritableLog writer;
  private final LogOptions options;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final BatchBuilder builder = new BatchBuilder(Codecs.kafka());
  private final BufferPool buffers = new BufferPool(READ_BUFFER_BYTES);
  private final SegmentReader reader = new SegmentReader(buffers);
  private volatile boolean closed;

  private Log(WritableLog writer, LogOptions options, Clock clock) {
    this.writer = writer;
    this.options = options;
    this.clock = clock;
  }

  /** {@link #open(Path, LogOptions, Disk, Clock)} on this machine's disk and clock. */
  public static Log open(Path directory, LogOptions options) throws IOException {
    return open(directory, options, Disk.local(), Clock.systemUTC());
  }

  /**
   * Opens the log of a partition directory, or creates both. Every existing segment is loaded; if
   * the log was not closed, the batches from its recovery point on are checked and a torn tail is
   * cut: see {@link #recovery}.
   *
   * @throws io.segsnap.CorruptionException if anything but the tail is damaged
   * @throws io.segsnap.InvalidRequestException if the directory is something else
   * @throws io.segsnap.LockedException if another writer, or a running broker, has it
   */
  public static Log open(Path directory, LogOptions options, Disk disk, Clock clock)
      throws IOException {
    return new Log(new LogOpener(disk, directory, options).open(), options, clock);
  }

  /** The partition directory. */
  public Path directory() {
    return writer.directory();
  }

  /** What opening this log had to do. */
  public RecoveryReport recovery() {
    return writer.recovery();
  }

  /**
   * Appends records as one batch, compressed as the options say.
   *
   * @return the offset of the first record
   * @throws IllegalStateException if there are no records, or the log is closed
   */
  public long append(Iterable<SimpleRecord> records) throws IOException {
    lock.lock();
    try {
      requireOpen();
      builder.begin(options.compression());
      for (SimpleRecord record : records) {
        builder.add(record);
      }
      return writer.append(builder.finish(0, options.leaderEpoch()), true);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends ready-made batches of magic 2 as a leader does: offsets are assigned from the log end
   * offset on, and the leader epoch of the options is stamped on them. The buffer's content is not
   * changed, its position is.
   *
   * @param batches whole batches from position to limit
   * @return the offset of the first record
   * @throws InvalidRequestException if a batch is malformed or its checksum wrong; nothing was
   *     appended
   */
  public long append(ByteBuffer batches) throws IOException {
    return appendBatches(batches, true);
  }

  /**
   * Appends ready-made batches as a follower does: as they are, with the offsets they have, which
   * must follow the log end offset but may leave gaps.
   *
   * @param batches whole batches from position to limit
   * @return the offset of the first record
   */
  public long appendAsFollower(ByteBuffer batches) throws IOException {
    return appendBatches(batches, false);
  }

  private long appendBatches(ByteBuffer batches, boolean assignOffsets) throws IOException {
    lock.lock();
    try {
      requireOpen();
      return writer.append(batches, assignOffsets);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads whole batches, the first of them the one that holds {@code offset} or, where offsets are
   * missing, the next one. At least one batch is read if there is any, however large.
   *
   * @param offset from {@link #logStartOffset} to {@link #highWaterMark}; at the latter nothing is
   *     read
   * @param maxBytes bound for the size of all batches but the first
   * @throws InvalidRequestException if there is no such offset
   */
  public Batches read(long offset, int maxBytes) throws IOException {
    long end = requireInRange(offset);
    long from = offset;
    while (from < end) {
      Segment segment = writer.segments().floor(from);
      if (!segment.retain()) {
        // dropped since the list was read: by a change, after which there is a new list, or a close
        end = Math.min(end, requireInRange(offset));
        continue;
      }
      try {
        if (segment.baseOffset() > from) {
          requireInRange(offset);
        }
        Optional<Batches> batches = reader.read(segment, from, end, maxBytes);
        if (batches.isPresent()) {
          return batches.get();
        }
      } finally {
        segment.release();
      }
      from = writer.segments().after(segment.baseOffset());
    }
    return Batches.none();
  }

  /** Returns the high water mark. */
  private long requireInRange(long offset) throws InvalidRequestException {
    requireOpen();
    long end = writer.highWaterMark();
    if (offset < logStartOffset() || offset > end) {
      throw new InvalidRequestException(
          "read",
          directory(),
          "offset " + offset + " is out of range",
          "ask for " + logStartOffset() + " to " + end);
    }
    return end;
  }

  /**
   * Finds the first record with at least this timestamp.
   *
   * @param timestamp milliseconds since the epoch
   */
  public Optional<TimestampedOffset> offsetForTimestamp(long timestamp) throws IOException {
    requireOpen();
    long from = timeIndexedOffset(timestamp);
    while (from < writer.highWaterMark()) {
      try (Batches batches = read(from, READ_BUFFER_BYTES)) {
        while (batches.next()) {
          RecordBatch batch = batches.batch();
          from = batch.nextOffset();
          if (batch.maxTimestamp() >= timestamp && !batch.isLegacy()) {
            Optional<TimestampedOffset> found = firstSince(timestamp, batch);
            if (found.isPresent()) {
              return found;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<TimestampedOffset> firstSince(long timestamp, RecordBatch batch)
      throws IOException {
    try (RecordCursor cursor = new RecordCursor(Codecs.kafka()).open(batch)) {
      while (cursor.next()) {
        if (cursor.timestamp() >= timestamp && cursor.offset() >= logStartOffset()) {
          return Optional.of(new TimestampedOffset(cursor.timestamp(), cursor.offset()));
        }
      }
      return Optional.empty();
    } catch (MalformedRecordException e) {
      Segment segment = writer.segments().floor(batch.baseOffset());
      throw new CorruptionException(
          "look up a timestamp in",
          segment.path(FileKind.LOG),
          -1,
          "records in the batch of offset " + batch.baseOffset(),
          String.valueOf(e.getMessage()),
          "");
    }
  }

  private long timeIndexedOffset(long timestamp) throws IOException {
    ByteBuffer scratch = buffers.acquire();
    try {
      for (Segment segment : writer.segments().all()) {
        if (segment.retain()) {
          try {
            if (segment.maxTimestamp(scratch) >= timestamp) {
              return Math.max(startInSegment(segment, timestamp, scratch), logStartOffset());
            }
          } finally {
            segment.release();
          }
        }
      }
      return writer.highWaterMark();
    } finally {
      buffers.release(scratch);
    }
  }

  private static long startInSegment(Segment segment, long timestamp, ByteBuffer scratch)
      throws IOException {
    Optional<TimestampedOffset> entry = segment.timeEntryBefore(timestamp, scratch);
    return entry.isPresent() && SegmentReader.isTrue(entry.get(), segment, scratch)
        ? entry.get().offset()
        : segment.baseOffset();
  }

  /** Makes all that was appended durable. */
  public void flush() throws IOException {
    lock.lock();
    try {
      requireOpen();
      writer.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Seals the active segment, unless it is empty, and starts a new one at the log end offset. */
  public void roll() throws IOException {
    lock.lock();
    try {
      requireOpen();
      writer.roll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes every batch that holds an offset of at least {@code offset}. Published snapshots and
   * open points keep theirs: no shared file is written into.
   *
   * @throws InvalidRequestException if the offset lies below {@link #logStartOffset}
   */
  public void truncateTo(long offset) throws IOException {
    lock.lock();
    try {
      requireOpen();
      writer.truncateTo(offset);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves the log start offset up to {@code offset} and deletes the segments that lie below it as a
   * whole. A lower offset changes nothing. The new log start is durable when this returns.
   *
   * @throws InvalidRequestException if the offset lies above {@link #highWaterMark}
   */
  public void deleteRecordsBefore(long offset) throws IOException {
    lock.lock();
    try {
      requireOpen();
      writer.deleteRecordsBefore(offset);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes whole segments from the front as the options' retention by size and time asks. By time,
   * a segment goes once its newest record is older; if that is true of the active one, it is rolled
   * first.
   *
   * @return how many segments were deleted
   */
  public int deleteOldSegments() throws IOException {
    lock.lock();
    try {
      requireOpen();
      return writer.deleteOldSegments(clock.millis());
    } finally {
      lock.unlock();
    }
  }

  /** First offset that can be read. */
  public long logStartOffset() {
    return writer.logStartOffset();
  }

  /** Offset after the last record that can be read; without replicas, the log end offset. */
  public long highWaterMark() {
    return writer.highWaterMark();
  }

  /** Offset that the next record will get. */
  public long logEndOffset() {
    return writer.highWaterMark();
  }

  /** The segments in offset order; the last is the active one. */
  public List<SegmentInfo> segments() {
    SegmentList all = writer.segments();
    return all.infos(all.active().sizeBytes(), writer.highWaterMark());
  }

  /**
   * The log at this instant, for a snapshot. The log is held only to note where it ends. The point
   * must be closed.
   */
  public LogPoint point() throws IOException {
    while (true) {
      WritableLog.End end;
      lock.lock();
      try {
        requireOpen();
        end = writer.end();
      } finally {
        lock.unlock();
      }
      Optional<LogPoint> point = OpenLogPoint.of(end);
      if (point.isPresent()) {
        return point.get();
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the log is closed: " + directory());
    }
  }

  /**
   * Makes the log durable and marks it as closed, so that opening it needs no check. Points that are
   * still open stay good, and keep the directory locked.
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        writer.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
