package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.ByteSize;
import io.segsnap.benchmarks.ExitCode;
import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What benchmarks run on.
 *
 * @param places the user's log, if any, and the work folder
 * @param segments of the log
 * @param segmentSize of each, on average
 */
record TestBed(Places places, int segments, String segmentSize) {

  private static final long DEFAULT_BYTES = 512L << 20;

  /** Copies of the log that may exist at once, and the log itself. */
  static final int COPIES = 5;

  /**
   * Finds the user's log, or says what the generated one is like.
   *
   * @throws IllegalArgumentException if the user's directory holds no log
   * @throws BenchmarkException if the disk is too full
   */
  static TestBed of(Settings settings, Path work) throws IOException {
    Optional<Path> given = settings.directory().map(Path::toAbsolutePath);
    if (given.isPresent()) {
      return ofUser(given.get(), work);
    }
    LogShape shape = LogShape.ofBytes(settings.sizeBytes().orElse(DEFAULT_BYTES));
    requireSpace(work, shape.bytes());
    return new TestBed(
        new Places(Optional.empty(), work),
        shape.segments(),
        ByteSize.format(shape.segmentBytes()));
  }

  private static TestBed ofUser(Path directory, Path work) throws IOException {
    List<Path> segments = Files.isDirectory(directory) ? SegmentFiles.of(directory) : List.of();
    if (segments.isEmpty()) {
      throw new IllegalArgumentException(
          "segsnap.dir=" + directory + ": no segments there; name a partition directory");
    }
    long bytes = SegmentFiles.bytes(directory);
    requireSpace(work, bytes);
    return new TestBed(
        new Places(Optional.of(directory), work),
        segments.size(),
        ByteSize.format(Math.max(1, bytes / segments.size())));
  }

  /** Values of the parameters that say what the log is like. */
  Map<String, List<String>> shape() {
    return Map.of(
        "segments", List.of(String.valueOf(segments)), "segmentSize", List.of(segmentSize));
  }

  private static void requireSpace(Path work, long bytes) throws IOException {
    long free = Files.getFileStore(work).getUsableSpace();
    if (free < COPIES * bytes) {
      throw new BenchmarkException(
          ExitCode.DISK_FULL,
          "work in " + work + ": " + ByteSize.format(COPIES * bytes) + " bytes are needed, " + free
              + " are free; give a smaller -Dsegsnap.size or another disk with -Dsegsnap.work=DIR");
    }
  }

  /** The log that has this shape; generated when it isn't there yet. */
  Path log() throws IOException {
    return places.log(segments, segmentSize);
  }
}
