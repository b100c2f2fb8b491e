package io.segsnap.benchmarks;

import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a log to measure on: full segments of ready batches, closed and durable. */
public final class GeneratedLog {

  private GeneratedLog() {}

  /**
   * Writes a log.
   *
   * @param directory must not exist; named as Kafka names partition directories
   * @param bytes lower bound of its size
   */
  public static void write(Path directory, long bytes, long segmentBytes, long seed)
      throws IOException {
    ReadyBatches batches = new ReadyBatches(seed);
    LogOptions options = LogOptions.defaults().withSegmentBytes(segmentBytes).withSyncOnRoll(false);
    try (Log log = Log.open(directory, options)) {
      long written = 0;
      while (written < bytes) {
        var batch = batches.next();
        written += batch.remaining();
        log.append(batch);
      }
    }
  }

  /** Writes a log of exactly as many segments as its shape says. */
  public static void write(Path directory, LogShape shape, long seed) throws IOException {
    long batchBytes = new ReadyBatches(seed).next().remaining();
    long perSegment = shape.segmentBytes() / batchBytes;
    write(directory, shape.segments() * perSegment * batchBytes, shape.segmentBytes(), seed);
  }
}
