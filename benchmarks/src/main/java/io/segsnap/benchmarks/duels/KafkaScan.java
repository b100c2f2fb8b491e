package io.segsnap.benchmarks.duels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Checks the CRC of every batch with Kafka's own code, over reads of 1 MiB on one thread. */
final class KafkaScan {

  private static final int STEP_BYTES = 1 << 20;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(STEP_BYTES);

  /** Returns how long it took, in nanoseconds. */
  long run(List<Path> segments) throws IOException {
    long start = System.nanoTime();
    for (Path segment : segments) {
      try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
        int position = 0;
        while (position < records.sizeInBytes()) {
          int step = Math.min(STEP_BYTES, records.sizeInBytes() - position);
          records.readInto(buffer.clear().limit(step), position);
          for (RecordBatch batch : MemoryRecords.readableRecords(buffer).batches()) {
            batch.ensureValid();
            position += batch.sizeInBytes();
          }
        }
      }
    }
    return System.nanoTime() - start;
  }
}
