package io.segsnap.log;

import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a directory for writing: takes the lock, loads it, and only when all of it proved sound
 * carries out what the loader found to be mended. Each step can be repeated after a crash.
 */
final class LogOpener {

  private final Disk disk;
  private final Path directory;
  private final LogOptions options;

  /** Open until the log takes it over, so that a failure can close it. */
  private @Nullable ActiveSegment active;

  LogOpener(Disk disk, Path directory, LogOptions options) {
    this.disk = disk;
    this.directory = directory;
    this.options = options;
  }

  WritableLog open() throws IOException {
    if (Files.exists(directory)) {
      PartitionDirectory.list(directory).requireLogOrNothing();
    } else {
      disk.createDirectory(directory);
      disk.syncParent(directory);
    }
    new KafkaRoot(directory).requireNoBroker(disk);
    DirectoryLock lock = disk.lock(directory.resolve(PartitionDirectory.LOCK));
    boolean opened = false;
    try {
      PartitionDirectory.list(directory).swaps().complete(disk, directory);
      boolean isNew = PartitionDirectory.list(directory).baseOffsets().isEmpty();
      WritableLog log = isNew ? create(lock) : load(lock);
      opened = true;
      return log;
    } finally {
      if (!opened) {
        close(lock);
      }
    }
  }

  private void close(DirectoryLock lock) throws IOException {
    try (lock) {
      if (active != null) {
        active.close();
      }
    }
  }

  private WritableLog create(DirectoryLock lock) throws IOException {
    PartitionDirectory listing = PartitionDirectory.list(directory);
    removeLeftovers(listing);
    long base = options.initialOffset();
    ActiveSegment created =
        ActiveSegment.create(disk, directory, base, options.indexIntervalBytes());
    active = created;
    disk.syncDirectory(directory);
    LoadedDirectory empty = new LoadedDirectory(
        listing,
        List.of(),
        base,
        0,
        created.indexes(),
        created.checksums(),
        base,
        base,
        new LeaderEpochs(),
        new ProducerState(),
        new LogChecksums(),
        new RecoveryReport(true, List.of(), List.of(), Optional.empty()));
    SegmentList segments = new SegmentList(List.of(created.segment()));
    return new WritableLog(options, disk, lock, empty, segments, created).mended();
  }

  private WritableLog load(DirectoryLock lock) throws IOException {
    LoadedDirectory loaded = DirectoryLoader.load(disk, directory, options);
    removeLeftovers(loaded.listing());
    cut(loaded);
    List<Segment> segments = new ArrayList<>();
    for (LoadedSegment sealed : loaded.sealed()) {
      segments.add(load(sealed, loaded.checksums()));
    }
    disk.syncDirectory(directory);
    ActiveSegment reopened = ActiveSegment.open(
        disk,
        directory,
        loaded.activeBaseOffset(),
        loaded.activeBytes(),
        loaded.activeIndexes(),
        loaded.activeChecksums(),
        loaded.checksums());
    active = reopened;
    segments.add(reopened.segment());
    SegmentList list = new SegmentList(segments);
    WritableLog log = new WritableLog(options, disk, lock, loaded, list, reopened);
    boolean sound = loaded.recovery().clean() && loaded.endOffset() >= loaded.logStartOffset();
    return sound ? log : log.mended();
  }

  private void removeLeftovers(PartitionDirectory listing) throws IOException {
    for (String name : listing.leftovers()) {
      disk.delete(directory.resolve(name));
    }
    for (String name : listing.orphans()) {
      disk.delete(directory.resolve(name));
    }
  }

  private void cut(LoadedDirectory loaded) throws IOException {
    PartitionDirectory listing = loaded.listing();
    List<Long> bases = listing.baseOffsets();
    for (int i = bases.size() - 1; bases.get(i) > loaded.activeBaseOffset(); i--) {
      for (FileKind kind : FileKind.values()) {
        Path file = kind.in(directory, bases.get(i));
        if (Files.exists(file)) {
          disk.delete(file);
        }
      }
    }
    for (long offset : listing.producerSnapshots().tailSet(loaded.endOffset(), false)) {
      Path file = FileKind.PRODUCER_SNAPSHOT.in(directory, offset);
      if (Files.exists(file)) {
        disk.delete(file);
      }
    }
    disk.syncDirectory(directory);
    if (PrefixCopy.isShared(directory, loaded.activeBaseOffset())) {
      copyActive(loaded);
    } else if (loaded.tailCut().isPresent()) {
      try (DiskFile log = disk.openForWrite(activeFile(loaded))) {
        log.truncate(loaded.activeBytes());
        log.sync();
      }
    }
  }

  /** A snapshot took the active segment while it was sealed: its inode must not be written into. */
  private void copyActive(LoadedDirectory loaded) throws IOException {
    try (DiskFile source = disk.openForRead(activeFile(loaded))) {
      PrefixCopy.replace(disk, directory, loaded.activeBaseOffset(), source, loaded.activeBytes());
    }
  }

  private Path activeFile(LoadedDirectory loaded) {
    return FileKind.LOG.in(directory, loaded.activeBaseOffset());
  }

  /** Stores indexes that had to be rebuilt. */
  private Segment load(LoadedSegment loaded, LogChecksums known) throws IOException {
    long base = loaded.baseOffset();
    Segment segment = new Segment(disk, directory, base, loaded.sizeBytes(), null, known);
    loaded.checksums().ifPresent(read -> segment.know(FileKind.LOG, read));
    if (loaded.rebuilt() != null) {
      IndexWriter.write(disk, directory, base, loaded.rebuilt(), true).forEach((kind, written) -> {
        segment.know(kind, written);
        segment.markDurable(kind);
      });
      try (DiskFile log = disk.openForWrite(FileKind.LOG.in(directory, base))) {
        log.sync();
      }
    }
    return segment;
  }
}
