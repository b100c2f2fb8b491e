package io.segsnap.log;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.format.FileKind;
import io.segsnap.format.IndexContents;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point of a partition directory that no one writes, segsnap's own or a broker's that is stopped.
 * Nothing in the directory is changed: what {@link Log#open} would mend there, a torn tail,
 * untrimmed or missing indexes, is mended in what the point shows. While it is open, it keeps
 * segsnap's writers out; where there is no lock file to do so with, it tells afterwards whether
 * there was one.
 */
public final class DirectoryPoint implements LogPoint {

  private static final int WINDOW_BYTES = 128 * 1024;

  private final Disk disk;
  private final Path path;
  private final @Nullable DirectoryLock lock;
  private final @Nullable FileStamps stamps;
  private final LoadedDirectory loaded;
  private final List<PointFile> files = new ArrayList<>();

  private DirectoryPoint(
      Disk disk,
      Path path,
      @Nullable DirectoryLock lock,
      @Nullable FileStamps stamps,
      LoadedDirectory loaded) {
    this.disk = disk;
    this.path = path;
    this.lock = lock;
    this.stamps = stamps;
    this.loaded = loaded;
  }

  /** {@link #open(Path, Disk, LogOptions)} with the default options. */
  public static DirectoryPoint open(Path directory, Disk disk) throws IOException {
    return open(directory, disk, LogOptions.defaults());
  }

  /**
   * Loads a directory, checking as much as {@link Log#open} would.
   *
   * @throws io.segsnap.CorruptionException if anything but the tail is damaged
   * @throws io.segsnap.InvalidRequestException if it is no partition directory
   * @throws io.segsnap.LockedException if a segsnap writer, or a running broker, has it
   */
  public static DirectoryPoint open(Path directory, Disk disk, LogOptions options)
      throws IOException {
    PartitionDirectory.list(directory).requireSegments();
    new KafkaRoot(directory).requireNoBroker(disk);
    Path lockFile = directory.resolve(PartitionDirectory.LOCK);
    DirectoryLock lock = Files.exists(lockFile) ? disk.lockForReading(lockFile) : null;
    boolean opened = false;
    try {
      FileStamps stamps = lock == null ? FileStamps.of(directory) : null;
      LoadedDirectory loaded = DirectoryLoader.load(disk, directory, options);
      var point = new DirectoryPoint(disk, directory, lock, stamps, loaded);
      point.requireVisible();
      point.collect();
      opened = true;
      return point;
    } finally {
      if (!opened) {
        release(lock);
      }
    }
  }

  private static void release(@Nullable DirectoryLock lock) throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private void requireVisible() throws IOException {
    if (loaded.endOffset() < loaded.logStartOffset()) {
      throw new CorruptionException(
          "open",
          path,
          -1,
          "a log end offset of at least the log start offset " + loaded.logStartOffset(),
          String.valueOf(loaded.endOffset()),
          "nothing of the log is left to read: open it for writing to start it anew");
    }
  }

  private void collect() throws IOException {
    for (LoadedSegment segment : loaded.sealed()) {
      addStored(FileKind.LOG, segment.baseOffset(), segment.checksums());
      IndexContents rebuilt = segment.rebuilt();
      if (rebuilt == null) {
        addStored(FileKind.OFFSET_INDEX, segment.baseOffset());
        addStored(FileKind.TIME_INDEX, segment.baseOffset());
        addStored(FileKind.TXN_INDEX, segment.baseOffset());
      } else {
        addDerived(segment.baseOffset(), rebuilt);
      }
      addStored(FileKind.PRODUCER_SNAPSHOT, segment.baseOffset());
    }
    long base = loaded.activeBaseOffset();
    Path log = file(FileKind.LOG, base);
    FileTime modified = modifiedAt(log);
    files.add(new StoredFile(
        disk,
        FileKind.LOG.nameOf(base),
        log,
        loaded.activeBytes(),
        modified,
        false,
        Optional.empty()));
    addDerived(base, loaded.activeIndexes().contents());
    if (base != loaded.endOffset()) {
      addStored(FileKind.PRODUCER_SNAPSHOT, base);
    }
    byte[] producers = producers().snapshot();
    addInline(
        FileKind.PRODUCER_SNAPSHOT.nameOf(loaded.endOffset()),
        ByteBuffer.wrap(producers),
        modified);
    addInline(
        FileKind.LEADER_EPOCH_CHECKPOINT, ByteBuffer.wrap(loaded.epochs().toBytes()), modified);
    addMetadata();
  }

  private ProducerState producers() throws IOException {
    ProducerState known = loaded.producers();
    return known != null
        ? known
        : ProducerStates.at(
            disk, loaded.listing(), loaded.endOffset(), ByteBuffer.allocateDirect(WINDOW_BYTES));
  }

  private void addStored(FileKind kind, long offset) throws IOException {
    addStored(kind, offset, Optional.empty());
  }

  private void addStored(FileKind kind, long offset, Optional<RangeChecksums> read)
      throws IOException {
    // only .log, .index and .timeindex always exist, and the loader saw those
    Path file = file(kind, offset);
    if (kind == FileKind.TXN_INDEX && !loaded.listing().has(kind, offset)) {
      return;
    }
    if (Files.isSymbolicLink(file)) {
      throw new InvalidRequestException(
          "open", file, "is a symbolic link", "replace symbolic links by the files they name");
    }
    String name = kind.nameOf(offset);
    SmallFile.attributes(file)
        .ifPresent(found -> files.add(new StoredFile(
            disk,
            name,
            file,
            found.size(),
            found.lastModifiedTime(),
            true,
            read.or(() -> loaded.checksums().of(name, found)))));
  }

  private void addDerived(long baseOffset, IndexContents indexes) throws IOException {
    FileTime modified = modifiedAt(file(FileKind.LOG, baseOffset));
    addInline(FileKind.OFFSET_INDEX.nameOf(baseOffset), indexes.offsetIndex(), modified);
    addInline(FileKind.TIME_INDEX.nameOf(baseOffset), indexes.timeIndex(), modified);
    ByteBuffer transactions = indexes.transactionIndex();
    if (transactions.hasRemaining()) {
      addInline(FileKind.TXN_INDEX.nameOf(baseOffset), transactions, modified);
    }
  }

  private void addMetadata() throws IOException {
    Path file = path.resolve(FileKind.PARTITION_METADATA);
    Optional<byte[]> content = SmallFile.read(file);
    if (content.isPresent()) {
      addInline(FileKind.PARTITION_METADATA, ByteBuffer.wrap(content.get()), modifiedAt(file));
    }
  }

  private static FileTime modifiedAt(Path file) throws IOException {
    return SmallFile.attributes(file)
        .map(BasicFileAttributes::lastModifiedTime)
        .orElse(FileTime.fromMillis(0));
  }

  private void addInline(String name, ByteBuffer content, FileTime modified) {
    files.add(new InlineFile(name, content, modified));
  }

  /** Where a file of a segment is: an interrupted compaction may not have given it its name. */
  public Path file(FileKind kind, long baseOffset) {
    return loaded.listing().file(kind, baseOffset);
  }

  @Override
  public Path directory() {
    return path;
  }

  @Override
  public long baseOffset() {
    return loaded.listing().baseOffsets().get(0);
  }

  @Override
  public long logStartOffset() {
    return loaded.logStartOffset();
  }

  @Override
  public long highWaterMark() {
    return loaded.endOffset();
  }

  @Override
  public List<SegmentInfo> segments() {
    List<SegmentInfo> infos = new ArrayList<>();
    List<LoadedSegment> sealed = loaded.sealed();
    for (int i = 0; i < sealed.size(); i++) {
      long end = i + 1 < sealed.size() ? sealed.get(i + 1).baseOffset() : loaded.activeBaseOffset();
      infos.add(new SegmentInfo(sealed.get(i).baseOffset(), end, sealed.get(i).sizeBytes(), true));
    }
    infos.add(new SegmentInfo(
        loaded.activeBaseOffset(), loaded.endOffset(), loaded.activeBytes(), false));
    return infos;
  }

  @Override
  public List<PointFile> files() {
    return List.copyOf(files);
  }

  @Override
  public Optional<TailCut> tailCut() {
    return loaded.tailCut();
  }

  /** What loading had to check and to mend. */
  public RecoveryReport recovery() {
    return loaded.recovery();
  }

  @Override
  public void requireUnchanged() throws IOException {
    if (stamps != null) {
      stamps.requireSame();
    }
  }

  @Override
  public void close() throws IOException {
    release(lock);
  }
}
