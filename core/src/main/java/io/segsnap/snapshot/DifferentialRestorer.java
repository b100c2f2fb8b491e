package io.segsnap.snapshot;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopyEngine;
import io.segsnap.copy.CopyJob;
import io.segsnap.copy.CopyOptions;
import io.segsnap.copy.CopySource;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.Progress;
import io.segsnap.copy.Workers;
import io.segsnap.format.FileKind;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import io.segsnap.log.RestoringMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.zip.CRC32C;

/**
 * Makes an existing partition directory equal to a snapshot, rewriting only what differs:
 *
 * <ol>
 *   <li>compare every range of every file with the checksums that it must have
 *   <li>check the source of all that differs, so that a damaged snapshot changes nothing
 *   <li>set the {@link RestoringMark}; from now on the directory is no log
 *   <li>put extra files aside, copy missing files, write the ranges that differ, sync
 *   <li>write the checkpoint, remove the mark
 * </ol>
 *
 * A crash before the mark changes nothing; after it, running again completes the work. A file that has
 * another name, in a snapshot for one, is never written into but replaced, also where only its time
 * differs. The caller holds the target's lock.
 */
final class DifferentialRestorer {

  private static final String STAGED = ".tmp";

  private final Disk disk;
  private final CopyEngine engine;
  private final BufferPool pool;
  private final ThreadFactory threadFactory;

  DifferentialRestorer(Disk disk, CopyEngine engine, BufferPool pool, ThreadFactory threadFactory) {
    this.disk = disk;
    this.engine = engine;
    this.pool = pool;
    this.threadFactory = threadFactory;
  }

  /** How a file of the target differs: as a whole, or in these ranges. */
  private record Change(
      ManifestFile file, CopySource source, boolean isWhole, List<Integer> ranges, long oldLength) {

    boolean isNone() {
      return !isWhole && ranges.isEmpty() && oldLength == file.lengthBytes();
    }

    long bytes() {
      return isWhole
          ? file.lengthBytes()
          : ranges.stream().mapToLong(range -> rangeBytes(file, range)).sum();
    }
  }

  /** One range of one file. */
  private record Piece(Change change, int range) {}

  /**
   * What was done, or would be.
   *
   * @param bytesWritten to the target
   * @param removed files that were moved aside or deleted
   */
  record Outcome(long bytesWritten, List<String> removed) {}

  /** {@code plan} has checksums for every file. */
  Outcome restore(RestorePlan plan, Path target, Extras extras, RestoreOptions options)
      throws IOException {
    List<Change> changes = compare(plan, target, options);
    List<String> extra = extraFiles(plan, target);
    Outcome outcome =
        new Outcome(changes.stream().mapToLong(Change::bytes).sum(), List.copyOf(extra));
    if (options.dryRun()) {
      return outcome;
    }
    Progress progress = new Progress(options.progress(), 2 * outcome.bytesWritten());
    checkSources(changes, progress, options);
    String id = plan.manifest().snapshot().id();
    RestoringMark.set(disk, target, id);
    putAside(target, id, extra, extras, options);
    copyWhole(changes, target, options);
    changes.stream().filter(Change::isWhole).forEach(change -> progress.add(change.bytes()));
    writeRanges(changes, target, progress, options);
    finish(changes, target, options);
    if (options.synced()) {
      disk.syncDirectory(target);
    }
    AtomicFile.write(
        disk, target.resolve(CheckpointFile.NAME), CheckpointFile.content(plan.manifest()));
    RestoringMark.remove(disk, target);
    return outcome;
  }

  /** Not even by mistake should somebody's other files be put aside. */
  static void requireLog(Path target) throws IOException {
    List<String> names = SnapshotFolder.namesIn(target);
    if (!names.contains(RestoringMark.FILE_NAME)
        && names.stream().noneMatch(FileKind.LOG::matches)) {
      throw new InvalidRequestException(
          "restore to",
          target,
          "is neither empty nor a partition directory",
          "name the directory of a log, or one that is missing or empty");
    }
  }

  private static int rangeBytes(ManifestFile file, int range) {
    long position = (long) range * RangeChecksums.RANGE_BYTES;
    return (int) Math.min(RangeChecksums.RANGE_BYTES, file.lengthBytes() - position);
  }

  private static RangeChecksums checksumsOf(ManifestFile file) {
    return file.checksums()
        .orElseThrow(() -> new IllegalStateException("no checksums of " + file.name()));
  }

  private Workers workers(RestoreOptions options) {
    return new Workers("restore", options.effectiveThreads(), threadFactory);
  }

  private List<Change> compare(RestorePlan plan, Path target, RestoreOptions options)
      throws IOException {
    List<ManifestFile> files = plan.manifest().files();
    Change[] changes = new Change[files.size()];
    workers(options)
        .forEach(
            files.size(), i -> changes[i] = compare(files.get(i), plan.sources().get(i), target));
    return List.of(changes);
  }

  private Change compare(ManifestFile file, CopySource source, Path target) throws IOException {
    Path path = target.resolve(file.name());
    Optional<BasicFileAttributes> found = Attributes.ifExists(path);
    if (found.isEmpty()) {
      return new Change(file, source, true, List.of(), 0);
    }
    if (!found.get().isRegularFile()) {
      throw new InvalidRequestException(
          "restore to", path, "is " + Attributes.kindOf(found) + ", not a file", "move it away");
    }
    List<Integer> ranges = differingRanges(file, path, found.get().size());
    Change change = new Change(file, source, false, ranges, found.get().size());
    boolean isTouched = !change.isNone() || !hasTime(found.get(), file);
    boolean isShared = isTouched && Attributes.links(path) != 1;
    return isShared ? new Change(file, source, true, List.of(), change.oldLength()) : change;
  }

  private static boolean hasTime(BasicFileAttributes attributes, ManifestFile file) {
    return attributes.lastModifiedTime().equals(FileTime.from(file.lastModified()));
  }

  private List<Integer> differingRanges(ManifestFile file, Path path, long length)
      throws IOException {
    List<Integer> differing = new ArrayList<>();
    RangeChecksums expected = checksumsOf(file);
    try (DiskFile opened = disk.openForRead(path)) {
      for (int range = 0; range < expected.count(); range++) {
        long end = (long) range * RangeChecksums.RANGE_BYTES + rangeBytes(file, range);
        if (end > length || crc(opened, file, range) != expected.crc(range)) {
          differing.add(range);
        }
      }
    }
    return differing;
  }

  /** Of the bytes of a range, as far as they are there. */
  private int crc(DiskFile opened, ManifestFile file, int range) throws IOException {
    CRC32C crc = new CRC32C();
    eachChunk(opened, file, range, (chunk, position) -> crc.update(chunk));
    return (int) crc.getValue();
  }

  @FunctionalInterface
  private interface ChunkReader {
    void accept(ByteBuffer chunk, long position) throws IOException;
  }

  private void eachChunk(DiskFile opened, ManifestFile file, int range, ChunkReader reader)
      throws IOException {
    long position = (long) range * RangeChecksums.RANGE_BYTES;
    long end = position + rangeBytes(file, range);
    ByteBuffer chunk = pool.acquire();
    try {
      while (position < end) {
        chunk.clear().limit((int) Math.min(chunk.capacity(), end - position));
        int count = opened.readFully(chunk, position);
        if (count == 0) {
          return;
        }
        reader.accept(chunk.flip(), position);
        position += count;
      }
    } finally {
      pool.release(chunk);
    }
  }

  private static List<Piece> pieces(List<Change> changes, boolean withWhole) {
    List<Piece> pieces = new ArrayList<>();
    for (Change change : changes) {
      if (withWhole && change.isWhole()) {
        for (int range = 0; range < checksumsOf(change.file()).count(); range++) {
          pieces.add(new Piece(change, range));
        }
      }
      change.ranges().forEach(range -> pieces.add(new Piece(change, range)));
    }
    return pieces;
  }

  private void checkSources(List<Change> changes, Progress progress, RestoreOptions options)
      throws IOException {
    List<Piece> pieces = pieces(changes, true);
    workers(options).forEach(pieces.size(), i -> {
      Piece piece = pieces.get(i);
      try (DiskFile source = piece.change().source().open()) {
        require(piece, source.path(), crc(source, piece.change().file(), piece.range()));
      }
      progress.add(rangeBytes(piece.change().file(), piece.range()));
    });
  }

  private static void require(Piece piece, Path source, int crc) throws CorruptionException {
    var difference = checksumsOf(piece.change().file()).compare(piece.range(), crc);
    if (difference.isPresent()) {
      throw new CorruptionException(
          "restore",
          source,
          difference.get().position(),
          difference.get().expectedText(),
          difference.get().actualText(),
          SnapshotRestorer.ADVICE);
    }
  }

  /** Plain files that do not belong to the result, but for those whose name starts with a dot. */
  private static List<String> extraFiles(RestorePlan plan, Path target) throws IOException {
    List<String> extra = new ArrayList<>();
    List<String> wanted =
        plan.manifest().files().stream().map(ManifestFile::name).toList();
    for (String name : SnapshotFolder.namesIn(target)) {
      boolean isOurs = name.equals(CheckpointFile.NAME) || name.startsWith(RestoringMark.FILE_NAME);
      boolean isDirectory = Files.isDirectory(target.resolve(name), LinkOption.NOFOLLOW_LINKS);
      if (!name.startsWith(".") && !isOurs && !isDirectory && !wanted.contains(name)) {
        extra.add(name);
      }
    }
    extra.sort(null);
    return extra;
  }

  private void putAside(
      Path target, String id, List<String> names, Extras extras, RestoreOptions options)
      throws IOException {
    Path aside = target.resolve(".removed-" + id);
    if (extras == Extras.MOVE_ASIDE && !names.isEmpty() && !Files.isDirectory(aside)) {
      disk.createDirectory(aside);
    }
    for (String name : names) {
      if (extras == Extras.REMOVE || name.endsWith(STAGED)) {
        disk.delete(target.resolve(name));
      } else {
        disk.rename(target.resolve(name), unused(aside, name));
      }
    }
    if (options.synced() && Files.isDirectory(aside)) {
      disk.syncDirectory(aside);
    }
  }

  private static Path unused(Path directory, String name) {
    Path path = directory.resolve(name);
    for (int number = 1; Files.exists(path, LinkOption.NOFOLLOW_LINKS); number++) {
      path = directory.resolve(name + "." + number);
    }
    return path;
  }

  private void copyWhole(List<Change> changes, Path target, RestoreOptions options)
      throws IOException {
    List<CopyJob> jobs = new ArrayList<>();
    for (Change change : changes) {
      if (change.isWhole()) {
        Path staged = target.resolve(change.file().name() + STAGED);
        if (Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
          disk.delete(staged);
        }
        jobs.add(new CopyJob(
            change.source(),
            staged,
            change.file().checksums(),
            Optional.of(FileTime.from(change.file().lastModified()))));
      }
    }
    engine.copy(
        jobs,
        CopyOptions.of("restore")
            .withStrategy(CopyStrategy.OFF_HEAP)
            .withThreads(options.effectiveThreads())
            .withSynced(options.synced())
            .withBytesPerSecond(options.bytesPerSecond()));
    for (CopyJob job : jobs) {
      disk.rename(job.target(), target.resolve(job.source().name()));
    }
  }

  private void writeRanges(
      List<Change> changes, Path target, Progress progress, RestoreOptions options)
      throws IOException {
    List<Piece> pieces = pieces(changes, false);
    workers(options).forEach(pieces.size(), i -> {
      Piece piece = pieces.get(i);
      CRC32C crc = new CRC32C();
      try (DiskFile source = piece.change().source().open();
          DiskFile written =
              disk.openForWrite(target.resolve(piece.change().file().name()))) {
        eachChunk(source, piece.change().file(), piece.range(), (chunk, position) -> {
          crc.update(chunk);
          written.write(chunk.rewind(), position);
        });
        require(piece, source.path(), (int) crc.getValue());
      }
      progress.add(rangeBytes(piece.change().file(), piece.range()));
    });
  }

  /** Gives changed files their length and every file its time. */
  private void finish(List<Change> changes, Path target, RestoreOptions options)
      throws IOException {
    for (Change change : changes) {
      Path path = target.resolve(change.file().name());
      if (!change.isWhole() && !change.isNone()) {
        try (DiskFile file = disk.openForWrite(path)) {
          if (change.oldLength() > change.file().lengthBytes()) {
            file.truncate(change.file().lengthBytes());
          }
          if (options.synced()) {
            file.sync();
          }
        }
      }
      if (!hasTime(Attributes.of(path), change.file())) {
        disk.setLastModified(path, FileTime.from(change.file().lastModified()));
      }
    }
  }
}
