package io.segsnap.inspect;

import io.segsnap.CorruptionException;
import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.log.SegmentInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Checks every byte of a partition directory that has a meaning: each batch by its checksum, order
 * and records, each index entry against the batches, the other files by their form. It goes on after
 * a problem, so that all are found.
 *
 * <p>Index files that opening the log would rebuild anyway, because the log was not closed, are not
 * checked, and a torn tail is no problem unless it reaches below what was known to be on disk.
 */
public final class LogCheck {

  private final Path directory;
  private final Problems problems = new Problems();
  private final SegmentCheck segments;

  private LogCheck(
      Disk disk, Path directory, BiFunction<FileKind, Long, Path> files, LongConsumer progress) {
    this.directory = directory;
    this.segments = new SegmentCheck(disk, files, problems, progress);
  }

  /**
   * Checks a directory that could be loaded.
   *
   * @param point stays open
   * @param progress told of the bytes of every batch once it was checked
   * @return empty if all is well
   */
  public static List<Problem> run(DirectoryPoint point, Disk disk, LongConsumer progress)
      throws IOException {
    LogCheck check = new LogCheck(disk, point.directory(), point::file, progress);
    Set<Long> untrusted = Set.copyOf(point.recovery().checkedSegments());
    for (SegmentInfo segment : point.segments()) {
      long base = segment.baseOffset();
      boolean withIndexes = point.recovery().clean() || !untrusted.contains(base);
      check.segments.check(base, segment.sizeBytes(), segment.endOffset(), withIndexes);
    }
    check.requireFlushed(point);
    check.checkOtherFiles();
    return check.problems.all();
  }

  /**
   * Checks the segments of a directory that could not be loaded.
   *
   * @param found why not; the first of the problems returned
   * @param progress told of the bytes of every batch once it was checked
   */
  public static List<Problem> run(
      Path directory, CorruptionException found, Disk disk, LongConsumer progress)
      throws IOException {
    LogCheck check =
        new LogCheck(disk, directory, (kind, base) -> kind.in(directory, base), progress);
    check.problems.add(found.path(), found.position(), found.expected(), found.actual());
    List<Long> bases = List.copyOf(new TreeSet<>(check.offsetsOf(FileKind.LOG)));
    for (int i = 0; i < bases.size(); i++) {
      long end = i + 1 < bases.size() ? bases.get(i + 1) : Long.MAX_VALUE;
      long size = Files.size(FileKind.LOG.in(directory, bases.get(i)));
      check.segments.check(bases.get(i), size, end, false);
    }
    check.checkOtherFiles();
    return check.problems.all();
  }

  /** What a broker once flushed can't be torn off by a crash; of segsnap's own, loading saw to it. */
  private void requireFlushed(DirectoryPoint point) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path checkpoint = absolute.resolveSibling(OffsetCheckpoint.RECOVERY_POINT);
    if (Files.exists(directory.resolve(LogCheckpoint.FILE_NAME)) || !Files.exists(checkpoint)) {
      return;
    }
    String text = new String(read(checkpoint), StandardCharsets.ISO_8859_1);
    String partition = String.valueOf(absolute.getFileName());
    long flushed = OffsetCheckpoint.offsetOf(text, partition).orElse(0);
    if (point.highWaterMark() < flushed) {
      problems.add(
          checkpoint,
          -1,
          "a log that reaches the recovery point " + flushed,
          "one that ends at " + point.highWaterMark());
    }
  }

  private void checkOtherFiles() throws IOException {
    for (long offset : new TreeSet<>(offsetsOf(FileKind.PRODUCER_SNAPSHOT))) {
      Path file = FileKind.PRODUCER_SNAPSHOT.in(directory, offset);
      byte[] content = read(file);
      if (ProducerSnapshot.parse(ByteBuffer.wrap(content)).isEmpty()) {
        problems.add(file, -1, "a producer snapshot whose checksum holds", "other content");
      }
    }
    Path epochs = directory.resolve(FileKind.LEADER_EPOCH_CHECKPOINT);
    if (Files.exists(epochs)) {
      String text = new String(read(epochs), StandardCharsets.ISO_8859_1);
      if (LeaderEpochs.parse(text).isEmpty()) {
        problems.add(epochs, -1, "a checkpoint of version 0", "other content");
      }
    }
  }

  private List<Long> offsetsOf(FileKind kind) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(kind::matches)
          .map(FileKind::offsetOf)
          .toList();
    } catch (IOException e) {
      throw new StorageException("list", directory, e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StorageException("read", file, e);
    }
  }
}
