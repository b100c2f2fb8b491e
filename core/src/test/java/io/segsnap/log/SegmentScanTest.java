package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.RecordBatch;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SegmentScanTest {

  private static void assertGaps(boolean expected, ByteBuffer... batches) throws IOException {
    var log = new MemoryFile(Path.of("log"), TestRecords.joined(batches));
    assertEquals(expected, SegmentScan.hasGaps(log, ByteBuffer.allocateDirect(1 << 16), 10));
  }

  @Test
  void batchesThatFollowEachOtherHaveNoGaps() throws IOException {
    assertGaps(false);
    assertGaps(false, TestRecords.batch(10, "a", "b", "c"), TestRecords.batch(13, "d"));
  }

  @Test
  void offsetsThatAreMissingBetweenBatchesAreAGap() throws IOException {
    assertGaps(true, TestRecords.batch(11, "a"));
    assertGaps(true, TestRecords.batch(10, "a", "b"), TestRecords.batch(13, "d"));
  }

  @Test
  void recordsThatAreMissingInABatchAreAGap() throws IOException {
    ByteBuffer batch = TestRecords.batch(10, "a", "b", "c");
    batch.putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, 2);
    assertGaps(true, batch);
    assertGaps(true, TestRecords.empty(10, 10, -1));
  }

  @Test
  void messagesFromBeforeBatchesThatFollowEachOtherHaveNoGaps() throws IOException {
    ByteBuffer compressed = TestRecords.legacy(1, 10);
    compressed.put(17, (byte) 1);
    assertGaps(false, compressed, TestRecords.legacy(0, 11));
    assertGaps(true, compressed, TestRecords.legacy(0, 12));
  }
}
