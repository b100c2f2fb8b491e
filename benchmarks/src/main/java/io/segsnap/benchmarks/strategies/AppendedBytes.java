package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import io.segsnap.format.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Compares a log with the batches that were appended to it, without the log's own code. */
final class AppendedBytes {

  private AppendedBytes() {}

  /**
   * Compares every byte but the leader epoch, which belongs to the log.
   *
   * @param bytes lower bound of what must be there
   * @throws BenchmarkException naming the file and position of the first batch that differs
   */
  static void require(Path directory, long bytes) throws IOException {
    ReadyBatches batches = new ReadyBatches(Settings.SEED);
    long offset = 0;
    long found = 0;
    for (Path segment : SegmentFiles.of(directory)) {
      try (FileChannel file = FileChannel.open(segment)) {
        long position = 0;
        while (position < file.size()) {
          ByteBuffer expected = batches.next();
          ByteBuffer actual = ByteBuffer.allocate(expected.remaining());
          file.read(actual, position);
          if (!isSame(expected, actual.flip(), offset)) {
            throw BenchmarkException.wrongBytes(segment + " differs at position " + position);
          }
          offset += 1 + expected.getInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA);
          position += expected.remaining();
        }
        found += position;
      }
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
