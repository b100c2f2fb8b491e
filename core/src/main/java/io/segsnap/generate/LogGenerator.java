package io.segsnap.generate;

import io.segsnap.InvalidRequestException;
import io.segsnap.LockedException;
import io.segsnap.StorageException;
import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes a log of any size whose bytes depend on nothing but the options, timestamps included: one
 * record a millisecond from 2025-10-09T08:53:20Z on.
 */
public final class LogGenerator {

  private static final long FIRST_TIMESTAMP = 1_760_000_000_000L;

  /** A record's fields beside key and value: six varints of at most 5 bytes, and attributes. */
  private static final int RECORD_OVERHEAD_BYTES = 31;

  private final Disk disk;
  private final GeneratorOptions options;
  private final LongConsumer progress;
  private final Payload payload;
  private final BatchBuilder builder = new BatchBuilder(Codecs.kafka());

  private LogGenerator(Disk disk, GeneratorOptions options, LongConsumer progress) {
    this.disk = disk;
    this.options = options;
    this.progress = progress;
    this.payload = new Payload(options.recordBytes(), options.seed());
  }

  /**
   * Writes and closes a log. After a failure the directory is as it was.
   *
   * @param directory missing or empty; its parent exists
   * @param progress told of the bytes of every batch once it was written
   * @return how many records the log holds
   * @throws InvalidRequestException if the directory is not empty
   */
  public static long generate(
      Path directory, GeneratorOptions options, Disk disk, LongConsumer progress)
      throws IOException {
    boolean existed = Files.exists(directory);
    if (existed && !list(directory).isEmpty()) {
      throw new InvalidRequestException(
          "generate", directory, "is not empty", "name a directory that is missing or empty");
    }
    Path parent = directory.toAbsolutePath().normalize().getParent();
    if (!existed && parent != null && !Files.isDirectory(parent)) {
      throw new InvalidRequestException(
          "generate", directory, "its parent directory does not exist", "create it first");
    }
    try {
      return new LogGenerator(disk, options, progress).writeTo(directory);
    } catch (LockedException e) {
      throw e; // what is in the directory now is somebody else's
    } catch (IOException | RuntimeException | Error e) {
      try {
        remove(directory, existed, disk);
      } catch (IOException cleanup) {
        e.addSuppressed(cleanup);
      }
      throw e;
    }
  }

  private long writeTo(Path directory) throws IOException {
    LogOptions logOptions =
        LogOptions.defaults().withSegmentBytes(options.segmentBytes()).withSyncOnRoll(false);
    try (Log log = Log.open(directory, logOptions, disk, Clock.systemUTC())) {
      long bytes = 0;
      while (bytes < options.sizeBytes()) {
        ByteBuffer batch = nextBatch(log.logEndOffset());
        long size = batch.remaining();
        log.append(batch);
        bytes += size;
        progress.accept(size);
      }
      return log.logEndOffset();
    }
  }

  private ByteBuffer nextBatch(long firstOffset) throws IOException {
    builder.begin(options.compression());
    int most = options.batchBytes() - options.recordBytes() - RECORD_OVERHEAD_BYTES;
    do {
      long number = firstOffset + builder.count();
      payload.next(number);
      builder.add(FIRST_TIMESTAMP + number, payload.key(), payload.value(), List.of());
    } while (builder.sizeBytes() <= most);
    return builder.finish(0, 0);
  }

  private static void remove(Path directory, boolean existed, Disk disk) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    for (Path file : list(directory)) {
      disk.delete(file);
    }
    if (!existed) {
      disk.delete(directory);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (IOException e) {
      throw new StorageException("list", directory, e);
    }
  }
}
