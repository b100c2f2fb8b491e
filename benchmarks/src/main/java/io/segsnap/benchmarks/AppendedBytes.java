package io.segsnap.benchmarks;

import io.segsnap.format.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares what was appended to a log with the batches, all {@link ReadyBatches} from the first on,
 * without the log's own code.
 *
 * @param directory of the log
 * @param segments that were there before
 * @param position size of the last of them
 * @param offset of the first record that was appended
 */
public record AppendedBytes(Path directory, int segments, long position, long offset) {

  /** What will be appended to a new log. */
  public static AppendedBytes toNew(Path directory) {
    return new AppendedBytes(directory, 1, 0, 0);
  }

  /**
   * What will be appended to a log.
   *
   * @param end its end, the offset of the next record
   */
  public static AppendedBytes behind(Path directory, long end) throws IOException {
    List<Path> segments = SegmentFiles.of(directory);
    long size = Files.size(segments.get(segments.size() - 1));
    return new AppendedBytes(directory, segments.size(), size, end);
  }

  /**
   * Compares every byte but the leader epoch, which belongs to the log.
   *
   * @param bytes lower bound of what must be there
   * @throws BenchmarkException naming the file and position of the first batch that differs
   */
  public void require(long bytes) throws IOException {
    ReadyBatches batches = new ReadyBatches(Settings.SEED);
    List<Path> files = SegmentFiles.of(directory);
    long next = offset;
    long found = 0;
    long start = position;
    for (Path segment : files.subList(segments - 1, files.size())) {
      try (FileChannel file = FileChannel.open(segment)) {
        long at = start;
        while (at < file.size()) {
          ByteBuffer expected = batches.next();
          ByteBuffer actual = ByteBuffer.allocate(expected.remaining());
          file.read(actual, at);
          if (!isSame(expected, actual.flip(), next)) {
            throw BenchmarkException.wrongBytes(segment + " differs at position " + at);
          }
          next += 1 + expected.getInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA);
          at += expected.remaining();
        }
        found += at - start;
      }
      start = 0;
    }
    if (found < bytes) {
      throw BenchmarkException.wrongBytes(
          directory + " has " + found + " bytes of " + bytes + " that were appended");
    }
  }

  private static boolean isSame(ByteBuffer expected, ByteBuffer actual, long offset) {
    int behindEpoch = RecordBatch.OFFSET_OF_MAGIC;
    int length = RecordBatch.OFFSET_OF_BATCH_LENGTH;
    return actual.remaining() == expected.remaining()
        && actual.getLong(0) == offset
        && actual.getInt(length) == expected.getInt(length)
        && actual
            .slice(behindEpoch, actual.limit() - behindEpoch)
            .equals(expected.slice(behindEpoch, expected.limit() - behindEpoch));
  }
}
