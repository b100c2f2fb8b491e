package io.segsnap.inspect;

import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.RecordCursor;
import io.segsnap.format.RecordSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Decodes the records of batches: as many as the header says, filling the batch, their offsets
 * ascending and inside the batch's.
 */
final class RecordCheck {

  private final RecordCursor cursor = new RecordCursor(Codecs.kafka());
  private final Problems problems;

  RecordCheck(Problems problems) {
    this.problems = problems;
  }

  /** Checks a batch that lies in its buffer as a whole; one from before Kafka 0.11 passes. */
  void check(Path log, long position, RecordBatch batch) {
    if (batch.isLegacy()) {
      return;
    }
    int count = batch.recordCount();
    if (count < 0 || count > batch.lastOffsetDelta() + 1L) {
      problems.add(
          log,
          position + RecordBatch.OFFSET_OF_RECORD_COUNT,
          "a record count of 0 to " + (batch.lastOffsetDelta() + 1L),
          String.valueOf(count));
      return;
    }
    try {
      if (batch.codec() == CompressionCodec.NONE) {
        RecordSizes.requireWhole(batch);
      }
      decode(batch);
    } catch (IOException | RuntimeException e) {
      // the codecs' libraries report garbage in exceptions of their own
      String found = Objects.requireNonNullElse(e.getMessage(), e.toString());
      problems.add(log, position, count + " whole records", found);
    }
  }

  private void decode(RecordBatch batch) throws IOException {
    long previous = batch.baseOffset() - 1;
    cursor.open(batch);
    while (cursor.next()) {
      if (cursor.offset() <= previous || cursor.offset() > batch.lastOffset()) {
        throw new IOException("offset " + cursor.offset() + " after " + previous);
      }
      previous = cursor.offset();
    }
  }
}
