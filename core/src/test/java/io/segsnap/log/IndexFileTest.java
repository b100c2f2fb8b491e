package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.OffsetIndex;
import io.segsnap.format.TimeIndex;
import io.segsnap.io.DiskFile;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFileTest {

  /** Holds what an entry of either kind might say, so that nobody gets by without reading one. */
  private final ByteBuffer entry =
      ByteBuffer.allocate(64).putInt(0, 1).putInt(4, 77_777).putInt(8, 77);

  /** Offsets 10, 20, 30, ... at positions 100, 200, 300, ..., and zeros behind them. */
  private static DiskFile offsets(int count, int zeros) {
    ByteBuffer index = ByteBuffer.allocate((count + zeros) * OffsetIndex.ENTRY_BYTES);
    for (int i = 1; i <= count; i++) {
      index.putInt(10 * i).putInt(100 * i);
    }
    return new MemoryFile(Path.of("index"), index.clear());
  }

  /** Timestamps 1000, 2000, 3000, ... of offsets 10, 20, 30, ... */
  private static DiskFile times(int count) {
    ByteBuffer index = ByteBuffer.allocate(count * TimeIndex.ENTRY_BYTES);
    for (int i = 1; i <= count; i++) {
      index.putLong(1000L * i).putInt(10 * i);
    }
    return new MemoryFile(Path.of("timeindex"), index.clear());
  }

  private static DiskFile file(int... content) {
    ByteBuffer index = ByteBuffer.allocate(content.length * Integer.BYTES);
    for (int value : content) {
      index.putInt(value);
    }
    return new MemoryFile(Path.of("anyindex"), index.clear());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7})
  void anOffsetLeadsToTheLastEntryThatIsNotBehindIt(int count) throws IOException {
    for (int offset = 0; offset < 10 * count + 15; offset++) {
      int expected = 100 * Math.min(count, offset / 10);
      assertEquals(expected, IndexFile.positionOf(offsets(count, 0), offset, entry));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void theZerosOfAPreallocatedIndexLeadNowhere(int count) throws IOException {
    for (int offset = 0; offset < 10 * count + 15; offset++) {
      int expected = 100 * Math.min(count, offset / 10);
      assertEquals(expected, IndexFile.positionOf(offsets(count, 6), offset, entry));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7})
  void aTimestampLeadsToTheLastEntryBeforeIt(int count) throws IOException {
    for (int timestamp = 0; timestamp <= 1000 * count + 1000; timestamp += 250) {
      int before = Math.min(count, (timestamp - 1) / 1000);
      assertEquals(before > 0, IndexFile.hasTimeBefore(times(count), timestamp, entry));
      if (before > 0) {
        assertEquals(1000L * before, entry.getLong(0));
        assertEquals(10 * before, entry.getInt(8));
      }
    }
  }

  @Test
  void theLastTimestampIsThatOfTheLastEntry() throws IOException {
    assertEquals(-1, IndexFile.lastTimestamp(times(0), entry));
    assertEquals(1000, IndexFile.lastTimestamp(times(1), entry));
    assertEquals(4000, IndexFile.lastTimestamp(times(4), entry));
  }

  @Test
  void theLastPositionIsThatOfTheLastEntry() throws IOException {
    assertEquals(0, IndexFile.lastPosition(offsets(0, 0), 1000, entry));
    assertEquals(100, IndexFile.lastPosition(offsets(1, 0), 1000, entry));
    assertEquals(400, IndexFile.lastPosition(offsets(4, 0), 1000, entry));
  }

  @Test
  void aLastPositionLiesInTheSegment() throws IOException {
    assertEquals(400, IndexFile.lastPosition(offsets(4, 0), 401, entry));
    assertEquals(-1, IndexFile.lastPosition(offsets(4, 0), 400, entry));
    assertEquals(-1, IndexFile.lastPosition(offsets(4, 1), 401, entry));
    assertEquals(-1, IndexFile.lastPosition(file(10, -100), 401, entry));
  }

  @Test
  void aLastPositionIsThatOfAnOffsetOfTheSegment() throws IOException {
    assertEquals(100, IndexFile.lastPosition(file(0, 100), 401, entry));
    assertEquals(-1, IndexFile.lastPosition(file(-1, 100), 401, entry));
  }

  @Test
  void anOffsetIndexHasWholeEntries() throws IOException {
    assertEquals(-1, IndexFile.lastPosition(file(10, 100, 20), 401, entry));
  }

  @Test
  void aTimeIndexEndsWithTheLatestTimestampOrALaterOne() throws IOException {
    assertTrue(IndexFile.endsLikeTimeIndex(times(3), 500, 2999, entry));
    assertTrue(IndexFile.endsLikeTimeIndex(times(3), 500, 3000, entry));
    assertFalse(IndexFile.endsLikeTimeIndex(times(3), 500, 3001, entry));
  }

  @Test
  void onlyAnEmptySegmentHasAnEmptyTimeIndex() throws IOException {
    assertTrue(IndexFile.endsLikeTimeIndex(times(0), 0, -1, entry));
    assertFalse(IndexFile.endsLikeTimeIndex(times(0), 1, -1, entry));
  }

  @Test
  void aTimeIndexHasWholeEntries() throws IOException {
    assertFalse(IndexFile.endsLikeTimeIndex(file(0, 1000, 10, 0), 500, -1, entry));
  }

  @Test
  void aTimestampOfZeroIsNoZeroTailWhereItIsTheOnlyOne() throws IOException {
    assertTrue(IndexFile.endsLikeTimeIndex(file(0, 0, 10), 500, 0, entry));
    assertFalse(IndexFile.endsLikeTimeIndex(file(0, 0, 10, 0, 0, 0), 500, 0, entry));
  }
}
