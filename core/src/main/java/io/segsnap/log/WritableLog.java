package io.segsnap.log;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.FileKind;
import io.segsnap.format.IndexContents;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The writing half of {@link Log}, whose lock guards every method but the plain getters.
 *
 * <p>Order of writes, and what a crash in between leaves: an {@code open} checkpoint precedes the
 * first change, so the next open checks the batches from the recovery point on; a segment is synced
 * before the next one exists; a producer snapshot precedes the segment that it belongs to; segments
 * are removed from the outside in, so that those left are contiguous; {@code clean} comes last.
 */
final class WritableLog {

  private static final int STAGING_BYTES = 64 * 1024;
  private static final int WINDOW_BYTES = 128 * 1024;

  private final Path directory;
  private final LogOptions options;
  private final Disk disk;
  private final SharedLock sharedLock;
  private final DirectoryLock lock;
  private final RecoveryReport recovery;
  private final BatchValidator validator;
  private final LeaderEpochs epochs;
  private final RecordBatch batch = new RecordBatch();
  private ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);

  private ActiveSegment active;
  private @Nullable ProducerState producers;
  private long recoveryPoint;

  /** The log reaches at least that far on disk, the names of its files included. */
  private long durableEnd;

  private boolean dirty;
  private boolean failed;

  /** Set under the log's lock, and by snapshots that fail to sync a segment they share. */
  private volatile boolean isSyncLost;

  private volatile SegmentList segments;
  private volatile long logStartOffset;
  private volatile long highWaterMark;

  WritableLog(
      LogOptions options,
      Disk disk,
      DirectoryLock lock,
      LoadedDirectory loaded,
      SegmentList segments,
      ActiveSegment active) {
    this.directory = loaded.listing().path();
    this.options = options;
    this.disk = disk;
    this.sharedLock = new SharedLock(lock);
    this.lock = sharedLock.hold();
    this.recovery = loaded.recovery();
    this.validator = new BatchValidator(directory);
    this.epochs = loaded.epochs();
    this.active = active;
    this.segments = segments;
    this.producers = loaded.producers();
    this.recoveryPoint = active.segment().baseOffset();
    this.durableEnd = recoveryPoint;
    this.logStartOffset = loaded.logStartOffset();
    this.highWaterMark = loaded.endOffset();
  }

  Path directory() {
    return directory;
  }

  RecoveryReport recovery() {
    return recovery;
  }

  SegmentList segments() {
    return segments;
  }

  long logStartOffset() {
    return logStartOffset;
  }

  long highWaterMark() {
    return highWaterMark;
  }

  long append(ByteBuffer batches, boolean assignOffsets) throws IOException {
    requireUsable();
    int size = stage(batches);
    long first = prepare(size, assignOffsets);
    long lastOffset = batch.lastOffset();
    beforeChange();
    if (!active.accepts(size, lastOffset, options)) {
      rollFor(lastOffset);
    }
    try {
      observeEpochs(size);
      active.append(staging.limit(size).position(0));
    } catch (IOException | RuntimeException | Error e) {
      epochs.truncateFromEnd(highWaterMark);
      throw e;
    } finally {
      staging.clear();
    }
    long position = active.sizeBytes();
    for (int start = 0; start < size; start += batch.sizeBytes()) {
      active.index(batch.wrap(staging, start), position + start);
      producers().add(batch).ifPresent(active.indexes().transactions()::append);
    }
    active.segment().publish(position + size);
    highWaterMark = lastOffset + 1;
    return first;
  }

  private void rollFor(long lastOffset) throws IOException {
    if (active.sizeBytes() > 0) {
      rollTo(highWaterMark);
    }
    if (lastOffset - highWaterMark > Integer.MAX_VALUE) {
      leaveGapTo(lastOffset - Integer.MAX_VALUE);
    }
  }

  /**
   * The empty segment before a gap tells it from a lost segment. That it was always empty, and has not
   * lost its content, is told by a recovery point behind it, which is stored before the gap is there.
   */
  private void leaveGapTo(long baseOffset) throws IOException {
    flush();
    dirty = false; // where this fails, the next change stores the recovery point anew
    recoveryPoint = baseOffset;
    try {
      storeCheckpoint();
      rollTo(baseOffset);
      sync(() -> disk.syncDirectory(directory));
      durableEnd = baseOffset;
      dirty = true;
    } finally {
      recoveryPoint = active.segment().baseOffset();
    }
  }

  private int stage(ByteBuffer batches) {
    int size = batches.remaining();
    if (size > staging.capacity()) {
      staging = ByteBuffer.allocateDirect(size);
    }
    staging.clear().put(batches).clear();
    return size;
  }

  /** Validates the staged batches and gives them their offsets; returns the first. */
  private long prepare(int size, boolean assignOffsets) throws InvalidRequestException {
    long next = highWaterMark;
    int start = 0;
    do {
      validator.validate(batch, staging, start, size);
      if (assignOffsets) {
        validator.validateRecords(batch, start);
        staging.putLong(start, next);
        staging.putInt(start + RecordBatch.OFFSET_OF_LEADER_EPOCH, leaderEpoch());
      } else if (batch.baseOffset() < next) {
        throw validator.refuse(
            start, "a base offset of at least " + next, String.valueOf(batch.baseOffset()));
      }
      if (batch.baseOffset() > LogOptions.MAX_BASE_OFFSET - batch.lastOffsetDelta()) {
        throw validator.refuse(
            start,
            "offsets of at most " + LogOptions.MAX_BASE_OFFSET,
            batch.baseOffset() + " + " + batch.lastOffsetDelta());
      }
      next = batch.nextOffset();
      start += batch.sizeBytes();
    } while (start < size);
    long first = staging.getLong(0);
    if (batch.lastOffset() - first > Integer.MAX_VALUE) {
      throw validator.refuse(
          0, "offsets that fit in one segment", "offsets " + first + " to " + batch.lastOffset());
    }
    return first;
  }

  /** Epochs never go back, whatever the options of a later open say. */
  private int leaderEpoch() {
    return Math.max(options.leaderEpoch(), epochs.latest());
  }

  private void observeEpochs(int size) throws IOException {
    boolean changed = false;
    for (int start = 0; start < size; start += batch.sizeBytes()) {
      batch.wrap(staging, start);
      changed |= epochs.observe(batch.leaderEpoch(), batch.baseOffset());
    }
    if (changed) {
      storeEpochs();
    }
  }

  /** The file may name epochs of batches that a crash took, whose offsets are given out again now. */
  private void mendEpochs() throws IOException {
    Optional<byte[]> stored = SmallFile.read(directory.resolve(FileKind.LEADER_EPOCH_CHECKPOINT));
    if (stored.isPresent() && !Arrays.equals(stored.get(), epochs.toBytes())) {
      storeEpochs();
    }
  }

  private void storeEpochs() throws IOException {
    AtomicFile.write(disk, directory.resolve(FileKind.LEADER_EPOCH_CHECKPOINT), epochs.toBytes());
  }

  void flush() throws IOException {
    requireUsable();
    sync(this::syncSealed);
    sync(active::sync);
    sync(() -> disk.syncDirectory(directory));
    durableEnd = Math.max(durableEnd, active.segment().baseOffset());
  }

  /**
   * After a sync that failed a later one can succeed although data was lost in between: the kernel
   * reports an error once. So the log takes no more and is not marked as closed.
   *
   * @see <a href="https://www.usenix.org/conference/atc20/presentation/rebello">Rebello et al., Can
   *     Applications Recover from fsync Failures?</a>
   */
  private void sync(Closing.Step step) throws IOException {
    try {
      step.run();
    } catch (IOException e) {
      syncFailed(e);
      throw e;
    }
  }

  private void syncFailed(IOException problem) {
    if (!(problem.getCause() instanceof ClosedChannelException)) { // else it was interrupted
      isSyncLost = true;
    }
  }

  /** Segments that were rolled without a sync. */
  private void syncSealed() throws IOException {
    SegmentList all = segments;
    for (int i = Math.max(0, all.indexOf(recoveryPoint)); i < all.all().size() - 1; i++) {
      sync(FileKind.LOG.in(directory, all.all().get(i).baseOffset()));
    }
    recoveryPoint = Math.max(recoveryPoint, active.segment().baseOffset());
  }

  private void sync(Path path) throws IOException {
    try (DiskFile file = disk.openForWrite(path)) {
      file.sync();
    }
  }

  void roll() throws IOException {
    requireUsable();
    if (active.sizeBytes() > 0) {
      beforeChange();
      rollTo(highWaterMark);
    }
  }

  private void rollTo(long baseOffset) throws IOException {
    boolean sync = options.syncOnRoll();
    if (sync) {
      sync(active::sync);
    }
    active.storeIndexes(sync);
    RangeChecksums producersSum = storeProducers(baseOffset, sync);
    ActiveSegment next =
        ActiveSegment.create(disk, directory, baseOffset, options.indexIntervalBytes());
    next.segment().know(FileKind.PRODUCER_SNAPSHOT, producersSum);
    if (sync) {
      next.segment().markDurable(FileKind.PRODUCER_SNAPSHOT);
    }
    ActiveSegment previous = active;
    active = next;
    segments = segments.with(next.segment());
    highWaterMark = baseOffset;
    previous.seal(sync);
    previous.close();
    if (sync) {
      sync(() -> disk.syncDirectory(directory));
      recoveryPoint = baseOffset;
      durableEnd = baseOffset;
      storeCheckpoint();
    }
  }

  /** Without a sync a crash can leave a damaged snapshot: readers fall back to an earlier one. */
  private RangeChecksums storeProducers(long offset, boolean sync) throws IOException {
    Path file = FileKind.PRODUCER_SNAPSHOT.in(directory, offset);
    ByteBuffer content = ByteBuffer.wrap(producers().snapshot());
    AtomicFile.replace(disk, file, content.duplicate(), sync);
    return RangeChecksums.of(content);
  }

  void truncateTo(long offset) throws IOException {
    requireUsable();
    if (offset < logStartOffset) {
      throw new InvalidRequestException(
          "truncate",
          directory,
          "offset " + offset + " lies below the log start offset " + logStartOffset,
          "open a new log at that offset instead");
    }
    if (offset >= highWaterMark) {
      return;
    }
    beforeChange();
    Truncation cut = Truncation.prepare(disk, directory, segments, offset, options);
    recoveryPoint = Math.min(recoveryPoint, cut.endOffset());
    durableEnd = Math.min(durableEnd, cut.endOffset());
    storeCheckpoint();
    failed = true;
    highWaterMark = cut.endOffset();
    active.close();
    active = cut.apply();
    segments = cut.remaining(active.segment());
    producers = cut.producers();
    if (epochs.truncateFromEnd(highWaterMark)) {
      storeEpochs();
    }
    skipToLogStart();
    failed = false;
    drop(cut.removed());
  }

  /** Lets go of segments that are in no list any more. */
  private static void drop(List<Segment> segments) throws IOException {
    Closing closing = new Closing();
    segments.forEach(segment -> closing.run(segment::drop));
    closing.finish();
  }

  /**
   * Starts anew at the log start offset if the log ends below it: offsets that were deleted must
   * not be given out again. Segments below the log start offset may be followed by a gap.
   */
  private void skipToLogStart() throws IOException {
    if (highWaterMark < logStartOffset) {
      rollTo(logStartOffset);
      removeFront(segments.all().size() - 1);
    }
  }

  void deleteRecordsBefore(long offset) throws IOException {
    requireUsable();
    if (offset > highWaterMark) {
      throw new InvalidRequestException(
          "delete records",
          directory,
          "offset " + offset + " lies above the high water mark " + highWaterMark,
          "give an offset of at most that");
    }
    if (offset > logStartOffset) {
      beforeChange();
      moveLogStart(offset);
    }
    int below = 0;
    while (segments.after(segments.all().get(below).baseOffset()) <= logStartOffset) {
      below++;
    }
    if (below > 0) {
      beforeChange();
      removeFront(below);
    }
  }

  private void moveLogStart(long offset) throws IOException {
    if (offset > recoveryPoint) {
      flush(); // or a crash could leave a log that ends before it starts
    }
    logStartOffset = offset;
    storeCheckpoint();
    if (epochs.truncateFromStart(offset)) {
      storeEpochs();
    }
  }

  int deleteOldSegments(long nowMs) throws IOException {
    requireUsable();
    SegmentRetention retention = new SegmentRetention(options, nowMs);
    int count = retention.deletable(segments);
    if (count == segments.all().size()) {
      if (active.sizeBytes() == 0) {
        count--;
      } else {
        beforeChange();
        rollTo(highWaterMark);
      }
    }
    if (count > 0) {
      beforeChange();
      moveLogStart(Math.max(logStartOffset, segments.all().get(count).baseOffset()));
      removeFront(count);
    }
    return count;
  }

  /** From the front on, so that those left are contiguous, also where this fails half-way. */
  private void removeFront(int count) throws IOException {
    SegmentList before = segments;
    int removed = 0;
    try {
      while (removed < count) {
        before.all().get(removed).markDeleted();
        removed++;
      }
    } finally {
      segments = before.from(removed);
      drop(before.all().subList(0, removed));
    }
  }

  /** What a point needs to know, taken while the log is held; whoever gets it closes the lock. */
  record End(
      DirectoryLock lock,
      Path directory,
      Disk disk,
      SegmentList segments,
      long activeBytes,
      IndexContents activeIndexes,
      long logStartOffset,
      long highWaterMark,
      ByteBuffer producers,
      ByteBuffer epochs,
      Consumer<IOException> onFailedSync) {}

  End end() throws IOException {
    requireUsable();
    ByteBuffer producersNow = ByteBuffer.wrap(producers().snapshot());
    return new End(
        sharedLock.hold(),
        directory,
        disk,
        segments,
        active.sizeBytes(),
        active.indexes().contents(),
        logStartOffset,
        highWaterMark,
        producersNow,
        ByteBuffer.wrap(epochs.toBytes()),
        this::syncFailed);
  }

  private ProducerState producers() throws IOException {
    ProducerState state = producers;
    if (state == null) {
      ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
      PartitionDirectory listing = PartitionDirectory.list(directory);
      state = ProducerStates.at(disk, listing, highWaterMark, window);
      producers = state;
    }
    return state;
  }

  /** Tells the next open, and the broker's, that the log is being changed. */
  private void beforeChange() throws IOException {
    if (!dirty) {
      producers();
      storeCheckpoint();
      new KafkaRoot(directory).removeCleanShutdown(disk);
      mendEpochs();
      dirty = true;
    }
  }

  /** For an opener that had to mend the log: closing it must leave it clean. */
  WritableLog mended() throws IOException {
    beforeChange();
    skipToLogStart();
    return this;
  }

  private void storeCheckpoint() throws IOException {
    new LogCheckpoint(false, recoveryPoint, logStartOffset, durableEnd, 0).write(disk, directory);
  }

  private void requireUsable() throws InvalidRequestException {
    if (failed) {
      throw new InvalidRequestException(
          "write", directory, "an earlier truncation failed half-way", "close the log and open it");
    }
    if (isSyncLost) {
      throw new InvalidRequestException(
          "write",
          directory,
          "an earlier sync failed, so that the disk may not have what was appended before",
          "close the log, check the disk, and open the log again");
    }
  }

  void close() throws IOException {
    try (lock) {
      try {
        if (dirty && !failed && !isSyncLost) {
          storeClosed();
        }
      } finally {
        Closing closing = new Closing();
        closing.run(active::close);
        closing.run(() -> drop(segments.all()));
        closing.finish();
      }
    }
  }

  private void storeClosed() throws IOException {
    syncSealed();
    active.sync();
    active.storeIndexes(true);
    storeProducers(highWaterMark, true);
    storeChecksums();
    removeStrayProducers();
    disk.syncDirectory(directory);
    LogCheckpoint.clean(logStartOffset, highWaterMark, active.sizeBytes()).write(disk, directory);
  }

  private void storeChecksums() throws IOException {
    LogChecksums checksums = new LogChecksums();
    for (Segment segment : segments.all()) {
      for (FileKind kind : FileKind.values()) {
        checksums.add(segment, kind, segment.durableChecksums(kind));
      }
    }
    checksums.add(active.segment(), FileKind.LOG, active.checksums());
    checksums.write(disk, directory);
  }

  /** Earlier closes left producer snapshots between the segments' bases. */
  private void removeStrayProducers() throws IOException {
    for (long offset : PartitionDirectory.list(directory).producerSnapshots()) {
      Segment segment = segments.floor(offset);
      if (offset != highWaterMark && segment.baseOffset() != offset) {
        disk.delete(FileKind.PRODUCER_SNAPSHOT.in(directory, offset));
      }
    }
  }
}
