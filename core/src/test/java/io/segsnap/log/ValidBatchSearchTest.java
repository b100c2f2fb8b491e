package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.RecordBatch;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidBatchSearchTest {

  private static final long MIN_OFFSET = 1L << 40;
  private static final int WINDOW_BYTES = 128 * 1024;

  /** Nowhere in it is the beginning of a batch. */
  private static ByteBuffer damage(int bytes) {
    ByteBuffer damage = ByteBuffer.allocate(bytes);
    while (damage.hasRemaining()) {
      damage.put((byte) 0x55);
    }
    return damage.flip();
  }

  private static long find(long from, ByteBuffer... parts) throws IOException {
    ByteBuffer all = TestRecords.joined(parts);
    var log = new MemoryFile(Path.of("log"), all);
    return new ValidBatchSearch(log, all.remaining(), MIN_OFFSET).find(from);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1000})
  void aBatchIsFoundBehindDamage(int bytes) throws IOException {
    ByteBuffer batch = TestRecords.batch(MIN_OFFSET, "a");
    assertEquals(bytes, find(0, damage(bytes), batch, damage(50)));
  }

  /** The log is searched through a window. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        WINDOW_BYTES - 70,
        WINDOW_BYTES - 26,
        WINDOW_BYTES - 25,
        WINDOW_BYTES - 24,
        WINDOW_BYTES,
        3 * WINDOW_BYTES + 5
      })
  void aBatchIsFoundHoweverFarBehind(int bytes) throws IOException {
    assertEquals(bytes, find(0, damage(bytes), TestRecords.batch(MIN_OFFSET, "a")));
  }

  @Test
  void theSmallestBatchIsFoundAtTheEnd() throws IOException {
    ByteBuffer batch = TestRecords.empty(MIN_OFFSET, MIN_OFFSET, -1);
    assertEquals(10, find(0, damage(10), batch));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aMessageFromBeforeBatchesIsFoundAtTheEnd(int magic) throws IOException {
    ByteBuffer message = TestRecords.legacy(magic, MIN_OFFSET);
    assertEquals(10, find(0, damage(10), message));
    assertEquals(10, find(10, damage(10), message));
  }

  @Test
  void aBatchLargerThanAnyWindowIsFound() throws IOException {
    ByteBuffer batch = TestRecords.batch(MIN_OFFSET, "x".repeat(2 * WINDOW_BYTES));
    assertEquals(10, find(0, damage(10), batch, damage(5)));
  }

  @Test
  void aBatchBeforeTheStartIsNotFound() throws IOException {
    ByteBuffer batch = TestRecords.batch(MIN_OFFSET, "a");
    assertEquals(batch.remaining(), find(1, batch, batch));
    assertEquals(-1, find(1, batch));
  }

  @Test
  void aBatchWithAnotherChecksumIsNotFound() throws IOException {
    ByteBuffer batch = TestRecords.batch(MIN_OFFSET, "a");
    batch.put(batch.limit() - 1, (byte) 5);
    assertEquals(-1, find(0, damage(10), batch, damage(10)));
  }

  @Test
  void aBatchThatLacksItsEndIsNotFound() throws IOException {
    ByteBuffer batch = TestRecords.batch(MIN_OFFSET, "a");
    assertEquals(-1, find(0, damage(10), batch.limit(batch.limit() - 1)));
  }

  @Test
  void aBatchOfAnUnknownFormatIsNotFound() throws IOException {
    ByteBuffer batch = TestRecords.batch(MIN_OFFSET, "a");
    batch.put(RecordBatch.OFFSET_OF_MAGIC, (byte) 3);
    assertEquals(-1, find(0, damage(10), batch));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Integer.MAX_VALUE})
  void aBatchIsFoundWhoseOffsetFollowsInTheSegment(long distance) throws IOException {
    assertEquals(10, find(0, damage(10), TestRecords.batch(MIN_OFFSET + distance, "a")));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Integer.MAX_VALUE + 1L})
  void aBatchIsNotFoundWhoseOffsetCannotFollowInTheSegment(long distance) throws IOException {
    assertEquals(-1, find(0, damage(10), TestRecords.batch(MIN_OFFSET + distance, "a")));
  }

  @Test
  void nothingIsFoundWhereNothingIs() throws IOException {
    assertEquals(-1, find(0));
    assertEquals(-1, find(0, damage(RecordBatch.MIN_BYTES)));
    assertEquals(-1, find(5, damage(5)));
    assertEquals(-1, find(6, damage(5)));
  }

  /** Someone cuts it meanwhile. */
  @ParameterizedTest
  @ValueSource(ints = {0, RecordBatch.MIN_BYTES - 1, RecordBatch.MIN_BYTES})
  void theSearchEndsWithTheFile(int bytes) throws IOException {
    var log = new MemoryFile(Path.of("log"), damage(bytes));
    assertEquals(-1, new ValidBatchSearch(log, bytes + 1000, MIN_OFFSET).find(0));
  }
}
