package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentIndexesTest {

  private static final int SEGMENT_BYTES = 1000;

  private final SegmentIndexes indexes = new SegmentIndexes(100, 10);

  private static RecordBatch batch(long offset, long timestamp) {
    ByteBuffer bytes = ByteBuffer.allocate(RecordBatch.HEADER_BYTES)
        .putLong(0, offset)
        .put(RecordBatch.OFFSET_OF_MAGIC, (byte) 2)
        .putLong(RecordBatch.OFFSET_OF_MAX_TIMESTAMP, timestamp);
    return new RecordBatch().wrap(bytes, 0);
  }

  /** Pairs of relative offset and position. */
  private static ByteBuffer offsetFile(int... numbers) {
    ByteBuffer file = ByteBuffer.allocate(4 * numbers.length);
    for (int number : numbers) {
      file.putInt(number);
    }
    return file.flip();
  }

  /** Pairs of timestamp and relative offset. */
  private static ByteBuffer timeFile(int... numbers) {
    ByteBuffer file = ByteBuffer.allocate(6 * numbers.length);
    for (int i = 0; i < numbers.length; i += 2) {
      file.putLong(numbers[i]).putInt(numbers[i + 1]);
    }
    return file.flip();
  }

  private long load(ByteBuffer offsetFile, ByteBuffer timeFile) {
    return indexes.load(offsetFile, timeFile, SEGMENT_BYTES);
  }

  @Test
  void theLastPositionThatAnEntryCanHoldIsIndexed() {
    indexes.add(batch(100, 1), Integer.MAX_VALUE);
    assertEquals(1, indexes.offsets().count());
    indexes.add(batch(101, 2), Integer.MAX_VALUE + 100L);
    assertEquals(1, indexes.offsets().count());
  }

  @Test
  void theOffsetIndexIsFullWhenAnotherEntryWouldPassTheBound() {
    for (int i = 1; i <= 4; i++) {
      indexes.add(batch(100 + i, 1), 100L * i);
    }
    assertEquals(32, indexes.offsets().sizeBytes());
    assertEquals(12, indexes.times().sizeBytes());
    assertFalse(indexes.isFull(40));
    assertTrue(indexes.isFull(39));
  }

  @Test
  void theTimeIndexIsFullWhenAnotherEntryAndTheFinalOneWouldPassTheBound() {
    indexes.add(batch(100, 1), 100);
    assertFalse(indexes.isFull(36));
    assertTrue(indexes.isFull(35));
  }

  @Test
  void whatIsLoadedIsGoneOnWith() {
    assertEquals(200, load(offsetFile(0, 50, 7, 200), timeFile(1000, 0, 2000, 0, 3000, 7)));
    assertEquals(2, indexes.offsets().count());
    assertEquals(50, indexes.offsets().lookup(6));
    assertEquals(3, indexes.times().count());
    assertEquals(3000, indexes.maxTimestamp());
    indexes.add(batch(108, 2500), 210);
    assertEquals(2, indexes.offsets().count());
    indexes.add(batch(109, 2500), 211);
    assertEquals(211, indexes.offsets().lookup(9));
    assertEquals(3, indexes.times().count());
  }

  @Test
  void aPositionMayBeTheLastByte() {
    assertEquals(999, load(offsetFile(5, 999), timeFile(1, 5)));
  }

  @Test
  void theZeroTailOfAFileInUseIsNoEntry() {
    assertEquals(50, load(offsetFile(5, 50, 0, 0, 0, 0), timeFile(1000, 5, 0, 0, 0, 0)));
    assertEquals(1, indexes.offsets().count());
    assertEquals(1, indexes.times().count());
  }

  @Test
  void aTimestampOfZeroAndAnOffsetOfZeroAreEntries() {
    assertEquals(50, load(offsetFile(5, 50), timeFile(0, 3, 7, 5)));
    assertEquals(2, indexes.times().count());
    assertEquals(60, new SegmentIndexes(0, 10).load(offsetFile(5, 60), timeFile(9, 0), 100));
  }

  @Test
  void aSegmentMayHaveNoEntries() {
    assertEquals(0, load(offsetFile(), timeFile()));
    assertEquals(0, load(offsetFile(), timeFile(1000, 0)));
  }

  @ParameterizedTest
  @CsvSource({"5, 50, 5, 60", "5, 50, 4, 60", "5, 50, 6, 50", "5, 50, 6, 40", "5, 50, 6, 1000"})
  void offsetEntriesThatDoNotAscendWithinTheSegmentAreRefused(
      int offset, int position, int nextOffset, int nextPosition) {
    ByteBuffer offsets = offsetFile(offset, position, nextOffset, nextPosition);
    assertEquals(-1, load(offsets, timeFile(1000, 5, 2000, 6)));
  }

  @ParameterizedTest
  @CsvSource({"1000, 5, 1000, 6", "1000, 5, 999, 6", "1000, 5, 2000, 4", "-1, 5, 2000, 6"})
  void timeEntriesThatDoNotAscendAreRefused(
      int timestamp, int offset, int nextTimestamp, int nextOffset) {
    ByteBuffer times = timeFile(timestamp, offset, nextTimestamp, nextOffset);
    assertEquals(-1, load(offsetFile(5, 50, 6, 60), times));
  }

  @Test
  void entriesOfOffsetsAloneAreRefused() {
    assertEquals(-1, load(offsetFile(5, 50), timeFile()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 9})
  void anOffsetIndexOfNoWholeEntriesIsRefused(int bytes) {
    assertEquals(-1, load(ByteBuffer.allocate(bytes), timeFile()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 13})
  void aTimeIndexOfNoWholeEntriesIsRefused(int bytes) {
    assertEquals(-1, load(offsetFile(), ByteBuffer.allocate(bytes)));
  }

  @Test
  void anOffsetIsLookedUpAtTheEntryBeforeIt() {
    OffsetIndex index = new OffsetIndex();
    assertEquals(0, index.lookup(5));
    for (int i = 1; i <= 5; i++) {
      index.append(10 * i, 1000 * i);
      for (int offset = 0; offset < 10 * (i + 2); offset++) {
        int expected = 1000 * Math.min(i, offset / 10);
        assertEquals(expected, index.lookup(offset), offset + " among " + i);
      }
    }
    assertEquals(20, index.relativeOffset(1));
    assertEquals(2000, index.position(1));
  }

  @Test
  void aTimestampIsLookedUpAtTheLastEntryThatIsEarlier() {
    TimeIndex index = new TimeIndex();
    assertEquals(-1, index.lookup(5));
    for (int i = 1; i <= 5; i++) {
      index.maybeAppend(10L * i, i);
      for (int timestamp = 0; timestamp < 10 * (i + 2); timestamp++) {
        int expected = Math.max(-1, Math.min(i - 1, (timestamp + 9) / 10 - 2));
        assertEquals(expected, index.lookup(timestamp), timestamp + " among " + i);
      }
    }
    assertEquals(2, index.relativeOffset(1));
    assertEquals(20, index.timestamp(1));
  }

  @Test
  void moreEntriesThanAtFirstThereIsRoomForAreKept() {
    OffsetIndex index = new OffsetIndex();
    for (int i = 1; i <= 3000; i++) {
      index.append(i, 10 * i);
    }
    for (int i = 1; i <= 3000; i++) {
      assertEquals(10 * i, index.lookup(i));
    }
  }
}
