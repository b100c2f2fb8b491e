package io.segsnap.log;

import io.segsnap.CorruptionException;
import io.segsnap.format.Damage;
import io.segsnap.format.FileKind;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.format.TimeIndex;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The files of one segment, shared by the log, its readers and its points. Each holder retains the
 * segment; when the log drops it, its files get a {@code .deleted} name at once and vanish when the
 * last holder releases it. Nobody ever writes into a file that a reader may see the end of: the
 * length is published after the bytes.
 *
 * <p>Safe for use by several threads.
 */
final class Segment {

  private final Disk disk;
  private final Path directory;
  private final long baseOffset;
  private final AtomicInteger holders = new AtomicInteger(1);

  private volatile long sizeBytes;

  /** The indexes while the segment is active; the files once it is sealed. */
  private volatile @Nullable SegmentIndexes indexes;

  /**
   * Names of the files that the log gave away, by kind; the others have their own. Guarded by this,
   * because a path is only good while the name leads to the same inode.
   */
  private final Map<FileKind, Path> movedTo = new EnumMap<>(FileKind.class);

  /** Files that are known to be on disk, all of a sealed segment. Guarded by this. */
  private final Set<FileKind> durable = EnumSet.noneOf(FileKind.class);

  /** What is known of the files of a sealed segment, which never change. Guarded by this. */
  private final Map<FileKind, Optional<BasicFileAttributes>> attributes =
      new EnumMap<>(FileKind.class);

  /** Of files as this log wrote or checked them. Guarded by this. */
  private final Map<FileKind, RangeChecksums> checksums = new EnumMap<>(FileKind.class);

  /** What an earlier run noted of the others. */
  private final LogChecksums noted;

  private final SharedFile log;
  private final SharedFile offsetIndex;
  private boolean dropped;

  Segment(
      Disk disk,
      Path directory,
      long baseOffset,
      long sizeBytes,
      @Nullable SegmentIndexes indexes,
      LogChecksums noted) {
    this.disk = disk;
    this.directory = directory;
    this.baseOffset = baseOffset;
    this.sizeBytes = sizeBytes;
    this.indexes = indexes;
    this.noted = noted;
    this.log = new SharedFile(() -> path(FileKind.LOG), () -> open(FileKind.LOG));
    this.offsetIndex =
        new SharedFile(() -> path(FileKind.OFFSET_INDEX), () -> open(FileKind.OFFSET_INDEX));
  }

  long baseOffset() {
    return baseOffset;
  }

  /** Bytes that readers may look at; whole batches. */
  long sizeBytes() {
    return sizeBytes;
  }

  void publish(long newSizeBytes) {
    sizeBytes = newSizeBytes;
  }

  /**
   * From now on look-ups go to the index files, and no file changes any more.
   *
   * @param synced whether all files are on disk
   */
  void seal(boolean synced) {
    indexes = null;
    if (synced) {
      synchronized (this) {
        durable.addAll(EnumSet.allOf(FileKind.class));
      }
    }
  }

  synchronized boolean isDurable(FileKind kind) {
    return durable.contains(kind);
  }

  synchronized void markDurable(FileKind kind) {
    durable.add(kind);
  }

  /** What the file is called at the moment. */
  synchronized Path path(FileKind kind) {
    Path moved = movedTo.get(kind);
    return moved == null ? kind.in(directory, baseOffset) : moved;
  }

  /** False if the segment is gone for good; else {@link #release} must follow. */
  boolean retain() {
    int count = holders.get();
    while (count > 0) {
      if (holders.compareAndSet(count, count + 1)) {
        return true;
      }
      count = holders.get();
    }
    return false;
  }

  void release() throws IOException {
    if (holders.decrementAndGet() == 0) {
      dispose();
    }
  }

  /** Gives up the log's own hold, once; readers and points may still have theirs. */
  void drop() throws IOException {
    synchronized (this) {
      if (dropped) {
        return;
      }
      dropped = true;
    }
    release();
  }

  private void dispose() throws IOException {
    try {
      log.close();
    } finally {
      offsetIndex.close();
    }
    synchronized (this) {
      for (Path file : movedTo.values()) {
        if (Files.exists(file)) {
          disk.delete(file);
        }
      }
    }
  }

  /**
   * Renames the segment's files so that they are no data any more, the {@code .log} first: the
   * others are nothing without it. Can be repeated after a failure.
   */
  synchronized void markDeleted() throws IOException {
    String deleted = deletedSuffix();
    for (FileKind kind : FileKind.values()) {
      Path from = kind.in(directory, baseOffset);
      if (!movedTo.containsKey(kind) && Files.exists(from)) {
        Path to = directory.resolve(kind.nameOf(baseOffset) + deleted);
        disk.rename(from, to);
        movedTo.put(kind, to);
      }
    }
  }

  /**
   * Keeps the files reachable for holders of this segment, under {@code .deleted} names, before
   * other inodes take over their own.
   */
  synchronized void stepAside() throws IOException {
    String deleted = deletedSuffix();
    for (FileKind kind : FileKind.values()) {
      Path file = kind.in(directory, baseOffset);
      if (!movedTo.containsKey(kind) && Files.exists(file)) {
        Path aside = directory.resolve(kind.nameOf(baseOffset) + deleted);
        disk.link(aside, file);
        movedTo.put(kind, aside);
      }
    }
  }

  /**
   * A suffix that no file of this base offset has: an earlier segment's files may still be held
   * under such names, or be vanishing one by one while their last reader goes.
   */
  private String deletedSuffix() {
    int number = 0;
    String candidate = ".deleted";
    while (isTaken(candidate)) {
      number++;
      candidate = "." + number + ".deleted";
    }
    return candidate;
  }

  private boolean isTaken(String suffix) {
    for (FileKind kind : FileKind.values()) {
      if (Files.exists(directory.resolve(kind.nameOf(baseOffset) + suffix))) {
        return true;
      }
    }
    return false;
  }

  /** Gives a file of this segment another name, whatever it is called at the moment. */
  synchronized void link(FileKind kind, Path link) throws IOException {
    disk.link(link, path(kind));
  }

  /** Makes a file that shares the blocks of one of this segment. */
  synchronized void cloneFile(FileKind kind, Path clone) throws IOException {
    disk.cloneFile(clone, path(kind));
  }

  /** Opens a file of this segment anew; the caller closes it. */
  synchronized DiskFile open(FileKind kind) throws IOException {
    return disk.openForRead(path(kind));
  }

  /** The {@code .log} file for reading, shared by all readers; nobody closes it. */
  DiskFile log() {
    return log;
  }

  /** Position at or before the batch that holds {@code offset}, as far as the index tells. */
  long indexedPosition(long offset, ByteBuffer scratch) throws IOException {
    SegmentIndexes inMemory = indexes;
    if (inMemory != null) {
      return inMemory.offsets().lookup(offset - baseOffset);
    }
    return IndexFile.positionOf(offsetIndex, offset - baseOffset, scratch);
  }

  /** The last entry of the time index before {@code timestamp}, with its absolute offset. */
  Optional<TimestampedOffset> timeEntryBefore(long timestamp, ByteBuffer scratch)
      throws IOException {
    SegmentIndexes inMemory = indexes;
    if (inMemory != null) {
      TimeIndex times = inMemory.times();
      int entry = times.lookup(timestamp);
      return entry < 0
          ? Optional.empty()
          : Optional.of(timeEntry(times.timestamp(entry), times.relativeOffset(entry)));
    }
    try (DiskFile index = open(FileKind.TIME_INDEX)) {
      return IndexFile.hasTimeBefore(index, timestamp, scratch)
          ? Optional.of(timeEntry(scratch.getLong(0), scratch.getInt(8)))
          : Optional.empty();
    }
  }

  private TimestampedOffset timeEntry(long timestamp, int relativeOffset) {
    return new TimestampedOffset(timestamp, baseOffset + relativeOffset);
  }

  /** Largest timestamp of any batch, -1 where there is none or the index doesn't say. */
  long maxTimestamp(ByteBuffer scratch) throws IOException {
    SegmentIndexes inMemory = indexes;
    if (inMemory != null) {
      return inMemory.maxTimestamp();
    }
    try (DiskFile index = open(FileKind.TIME_INDEX)) {
      return IndexFile.lastTimestamp(index, scratch);
    }
  }

  /** When the newest record was written: its timestamp, or the file's time where it has none. */
  long newestMs(ByteBuffer scratch) throws IOException {
    long timestamp = maxTimestamp(scratch);
    return timestamp >= 0
        ? timestamp
        : attributes(FileKind.LOG)
            .map(file -> file.lastModifiedTime().toMillis())
            .orElse(0L);
  }

  /** Attributes of a file of this segment; empty where there is none. */
  synchronized Optional<BasicFileAttributes> attributes(FileKind kind) throws IOException {
    Optional<BasicFileAttributes> known = attributes.get(kind);
    if (known != null) {
      return known;
    }
    // asked first: what is sealed meanwhile may have grown since
    boolean isSealed = indexes == null;
    Optional<BasicFileAttributes> found = SmallFile.attributes(path(kind));
    if (isSealed) {
      attributes.put(kind, found);
    }
    return found;
  }

  /** Notes the checksums of a file that from now on doesn't change. */
  synchronized void know(FileKind kind, RangeChecksums computed) {
    checksums.put(kind, computed);
  }

  /** Checksums of a file that doesn't change any more, where they are known. */
  synchronized Optional<RangeChecksums> checksums(FileKind kind) throws IOException {
    RangeChecksums computed = checksums.get(kind);
    return computed != null ? Optional.of(computed) : notedChecksums(kind);
  }

  /**
   * The same as far as the file is on disk, once the {@code .log} file is: of others a crash may leave
   * something else that has the same length and time.
   */
  synchronized Optional<RangeChecksums> durableChecksums(FileKind kind) throws IOException {
    RangeChecksums computed = checksums.get(kind);
    boolean isOnDisk = kind == FileKind.LOG || durable.contains(kind);
    return computed != null && isOnDisk ? Optional.of(computed) : notedChecksums(kind);
  }

  private Optional<RangeChecksums> notedChecksums(FileKind kind) throws IOException {
    return attributes(kind).flatMap(file -> noted.of(kind.nameOf(baseOffset), file));
  }

  /** Damage in the {@code .log} file as an error. */
  CorruptionException corrupt(String operation, Damage damage) {
    return damage.in(
        operation, path(FileKind.LOG), "restore the segment from a snapshot that verifies");
  }
}
