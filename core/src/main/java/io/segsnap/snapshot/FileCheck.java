package io.segsnap.snapshot;

import io.segsnap.format.BatchScanner;
import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.format.Damage;
import io.segsnap.format.FileKind;
import io.segsnap.format.FileSums;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks one file against its manifest entry: kind, length, range checksums, and for a {@code .log}
 * file each batch's own checksum, the order of offsets and the segment's bounds, and while it has no
 * checksums the leader epochs. Reads each byte
 * once. Thread safe.
 */
final class FileCheck {

  /** Small enough to keep what was read in the processor's cache. */
  private static final int WINDOW_BYTES = 128 * 1024;

  private final Disk disk;
  private final BufferPool pool;

  /**
   * What was found.
   *
   * @param batches valid record batches
   * @param checksums of all bytes; empty where they could not be read
   * @param problems at most one of the bytes and one of the batches
   */
  record Outcome(long batches, Optional<RangeChecksums> checksums, List<VerifyProblem> problems) {}

  FileCheck(Disk disk, BufferPool pool) {
    this.disk = disk;
    this.pool = pool;
  }

  /** What can be told without reading: kind, length, and whether a linked file was written to. */
  static Optional<VerifyProblem> checkAttributes(Path directory, ManifestFile file)
      throws IOException {
    Optional<BasicFileAttributes> found = Attributes.ifExists(directory.resolve(file.name()));
    if (found.isEmpty() || !found.get().isRegularFile()) {
      return problem(file, "a file", Attributes.kindOf(found));
    }
    BasicFileAttributes actual = found.get();
    if (actual.size() != file.lengthBytes()) {
      return Optional.of(new VerifyProblem(
          file.name(),
          Math.min(actual.size(), file.lengthBytes()),
          file.lengthBytes() + " bytes",
          actual.size() + " bytes"));
    }
    Instant modified = actual.lastModifiedTime().toInstant();
    if (file.checksums().isEmpty() && !modified.equals(file.lastModified())) {
      return problem(
          file,
          "a file without checksums that was last written " + file.lastModified(),
          "" + modified);
    }
    return Optional.empty();
  }

  private static Optional<VerifyProblem> problem(
      ManifestFile file, String expected, String actual) {
    return Optional.of(new VerifyProblem(file.name(), -1, expected, actual));
  }

  /** Reads a file of the right length and checks its content. */
  Outcome checkContent(
      Path directory, ManifestFile file, Optional<SegmentBounds> bounds, LongConsumer progress)
      throws IOException {
    List<VerifyProblem> problems = new ArrayList<>();
    ByteBuffer buffer = pool.acquire();
    try (DiskFile content = disk.openForRead(directory.resolve(file.name()))) {
      ByteBuffer window = buffer.slice(0, WINDOW_BYTES);
      FileSums sums = new FileSums(content, progress);
      long batches = 0;
      if (bounds.isPresent()) {
        BatchScanner scanner = new BatchScanner(
            content,
            window,
            Depth.CHECKSUMS,
            0,
            file.lengthBytes(),
            bounds.get().baseOffset());
        batches = scan(scanner, sums, file, bounds.get(), problems);
      }
      Optional<RangeChecksums> actual = sums.finish(file.lengthBytes(), window);
      compare(file, actual).ifPresent(problems::add);
      return new Outcome(batches, actual, problems);
    } finally {
      pool.release(buffer);
    }
  }

  private static Optional<VerifyProblem> compare(
      ManifestFile file, Optional<RangeChecksums> actual) {
    if (actual.isEmpty()) {
      return problem(file, file.lengthBytes() + " bytes", "fewer");
    }
    return file.checksums()
        .flatMap(expected -> expected.firstDifference(actual.get()))
        .map(difference -> new VerifyProblem(
            file.name(),
            difference.position(),
            difference.expectedText(),
            difference.actualText()));
  }

  private static long scan(
      BatchScanner scanner,
      FileSums sums,
      ManifestFile file,
      SegmentBounds bounds,
      List<VerifyProblem> problems)
      throws IOException {
    long batches = 0;
    Damage damage = null;
    while (damage == null && scanner.next()) {
      sums.add(scanner);
      damage = checkBounds(scanner, bounds);
      batches += damage == null ? 1 : 0;
    }
    damage = damage == null ? scanner.damage() : damage;
    if (damage != null) {
      problems.add(
          new VerifyProblem(file.name(), damage.position(), damage.expected(), damage.actual()));
    }
    return batches;
  }

  private static @Nullable Damage checkBounds(BatchScanner scanner, SegmentBounds bounds) {
    if (scanner.nextOffset() > bounds.endOffset()) {
      return new Damage(
          scanner.position(),
          "a last offset below " + bounds.endOffset() + ", where the segment ends",
          String.valueOf(scanner.nextOffset() - 1));
    }
    return scanner.batch().isLegacy() ? null : checkEpoch(scanner, bounds);
  }

  private static @Nullable Damage checkEpoch(BatchScanner scanner, SegmentBounds bounds) {
    int epoch = scanner.batch().leaderEpoch();
    Optional<Integer> expected = bounds.epochAt(scanner.batch().baseOffset());
    if (expected.isEmpty() || expected.get() == epoch || epoch == RecordBatch.NO_LEADER_EPOCH) {
      return null;
    }
    return new Damage(
        scanner.position() + RecordBatch.OFFSET_OF_LEADER_EPOCH,
        "leader epoch " + expected.get() + ", as " + FileKind.LEADER_EPOCH_CHECKPOINT + " says",
        String.valueOf(epoch));
  }
}
