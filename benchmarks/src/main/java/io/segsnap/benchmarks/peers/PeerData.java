package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.PageCache;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A log, and the same with 1 % more, which take turns under one path. Sealed segments are the same
 * files in both, as they would be had the log grown; some programs look at inodes and times.
 */
final class PeerData {

  private static final int MORE_PERCENT = 1;

  private final Path current;
  private final Path before;
  private final Path after;
  private final long bytes;

  private PeerData(Path folder, Path before, long bytes) {
    this.current = folder.resolve("current-0");
    this.before = before;
    this.after = folder.resolve("grown-0");
    this.bytes = bytes;
  }

  static PeerData of(Path folder, LogShape shape) throws IOException {
    Path log = shape.in(folder);
    PeerData data = new PeerData(folder, log, SegmentFiles.bytes(log));
    data.grow(shape.segmentBytes());
    PageCache.warm(data.after);
    PageCache.warm(log);
    return data;
  }

  private void grow(long segmentBytes) throws IOException {
    Files.createDirectory(after);
    List<Path> segments = SegmentFiles.of(before);
    Path active = segments.get(segments.size() - 1);
    try (Stream<Path> files = Files.list(before)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = after.resolve(file.getFileName().toString());
        if (segments.contains(file) && !file.equals(active)) {
          Files.createLink(other, file);
        } else {
          Files.copy(file, other);
        }
      }
    }
    ReadyBatches batches = new ReadyBatches(Settings.SEED + 1);
    try (Log log = Log.open(after, LogOptions.defaults().withSegmentBytes(segmentBytes))) {
      long written = 0;
      while (written < bytes * MORE_PERCENT / 100) {
        ByteBuffer batch = batches.next();
        written += batch.remaining();
        log.append(batch);
      }
    }
  }

  /** Where the data is. */
  Path path() {
    return current;
  }

  /** Size of its segments before it grows. */
  long bytes() {
    return bytes;
  }

  /** Makes the log as it was first the current one. */
  void begin() throws IOException {
    Files.move(before, current);
  }

  /** Makes the grown log the current one. */
  void grow() throws IOException {
    Files.move(current, before);
    Files.move(after, current);
  }

  /** Puts away the current one, whichever it is. */
  void end() throws IOException {
    if (Files.exists(current)) {
      Files.move(current, Files.exists(before) ? after : before);
    }
  }
}
