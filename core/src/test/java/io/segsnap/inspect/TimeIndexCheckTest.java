package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.FileKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time indexes of a segment of three batches: offsets 1000 and 1001, 1002 and 1003, 1004 and 1005. */
class TimeIndexCheckTest {

  @TempDir
  private Path folder;

  private TestSegment segment;

  @BeforeEach
  void createSegment() throws IOException {
    segment =
        new TestSegment(folder, 1000).batch(10, 20).batch(30, 40).batch(50, 60).times(40, 3, 60, 5);
  }

  private void assertFound(long position, String expected, String actual) throws IOException {
    assertEquals(segment.only(FileKind.TIME_INDEX, position, expected, actual), segment.check());
  }

  private void assertNotLargest(long position, long offset, long largest, long timestamp)
      throws IOException {
    assertFound(
        position, "the largest timestamp up to offset " + offset + ", " + largest, "" + timestamp);
  }

  @Test
  void shouldFindNothingInASoundIndex() throws IOException {
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldFindNothingInAnEmptyIndex() throws IOException {
    assertEquals(List.of(), segment.times().check());
  }

  @Test
  void shouldFindATimestampBelowTheLargest() throws IOException {
    segment.times(39, 3, 60, 5);
    assertNotLargest(0, 1003, 40, 39);
  }

  @Test
  void shouldFindATimestampAboveTheLargest() throws IOException {
    segment.times(41, 3, 60, 5);
    assertNotLargest(0, 1003, 40, 41);
  }

  @Test
  void shouldFindATimestampThatAnEarlierBatchPasses() throws IOException {
    segment.batch(15).times(40, 3, 59, 6);
    assertNotLargest(12, 1006, 60, 59);
  }

  @Test
  void shouldAcceptATimestampOfAnEarlierBatch() throws IOException {
    assertEquals(List.of(), segment.batch(15).times(40, 3, 60, 6).check());
  }

  /** As older brokers wrote it. */
  @Test
  void shouldAcceptARecordBeforeTheLastOfItsBatch() throws IOException {
    assertEquals(List.of(), segment.times(20, 2, 50, 4).check());
    assertEquals(List.of(), segment.times(30, 2, 60, 4).check());
  }

  @Test
  void shouldFindATimestampThatIsNoneOfItsBatch() throws IOException {
    segment.times(19, 2, 60, 5);
    assertNotLargest(0, 1002, 40, 19);
    segment.times(41, 2, 60, 5);
    assertNotLargest(0, 1002, 40, 41);
  }

  @Test
  void shouldFindTheTimestampOfTheEntryBefore() throws IOException {
    segment.times(40, 3, 40, 5);
    assertFound(12, "a timestamp above 40", "40");
  }

  @Test
  void shouldFindANegativeTimestamp() throws IOException {
    segment.times(-1, 3, 60, 5);
    assertFound(0, "a timestamp above -1", "-1");
  }

  @Test
  void shouldFindAnOffsetBelowThatOfTheEntryBefore() throws IOException {
    segment.times(40, 3, 60, 2);
    assertFound(12, "a relative offset of at least 3", "2");
  }

  @Test
  void shouldFindANegativeOffset() throws IOException {
    segment.times(40, -1, 60, 5);
    assertFound(0, "a relative offset of at least 0", "-1");
  }

  @Test
  void shouldFindTheOffsetOfABatchWhoseTimestampIsEarlier() throws IOException {
    segment.times(40, 1, 60, 5);
    assertNotLargest(0, 1001, 20, 40);
  }

  @Test
  void shouldFindAnOffsetBehindTheSegment() throws IOException {
    segment.times(40, 3, 60, 6);
    assertFound(12, "an entry for a batch of the segment", "one for offset 1006, where none is");
  }

  @Test
  void shouldFindHalfAnEntry() throws IOException {
    segment.resize(FileKind.TIME_INDEX, 23, index -> {});
    assertFound(12, "entries of 12 bytes", "11 bytes at the end");
  }

  @Test
  void shouldAcceptThePreallocatedTail() throws IOException {
    assertEquals(
        List.of(), segment.resize(FileKind.TIME_INDEX, 3000 * 12, index -> {}).check());
  }

  @Test
  void shouldFindATailThatIsNotAllZeros() throws IOException {
    segment.resize(FileKind.TIME_INDEX, 48, index -> index.put(47, (byte) 1));
    assertFound(36, "zeros to the end of the file", "an entry after unused ones");
  }

  @Test
  void shouldFindAnEntryThatLostItsTimestamp() throws IOException {
    segment.times(40, 3, 0, 5);
    assertFound(12, "a timestamp above 40", "0");
  }

  @Test
  void shouldCheckAnEntryForTheBeginningOfTime() throws IOException {
    segment = new TestSegment(folder, 1000).batch(0, 0).batch(1).times(0, 1, 1, 2);
    assertEquals(List.of(), segment.check());
    segment.times(0, 1, 2, 2);
    assertNotLargest(12, 1002, 1, 2);
  }
}
