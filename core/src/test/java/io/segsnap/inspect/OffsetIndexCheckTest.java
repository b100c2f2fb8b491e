package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.FileKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offset indexes of a segment of three batches: offsets 1000 and 1001, 1002 and 1003, 1004 and 1005. */
class OffsetIndexCheckTest {

  @TempDir
  private Path folder;

  private TestSegment segment;
  private int second;
  private int third;

  @BeforeEach
  void createSegment() throws IOException {
    segment = new TestSegment(folder, 1000).batch(10, 20);
    second = segment.sizeBytes();
    segment.batch(30, 40);
    third = segment.sizeBytes();
    segment.batch(50, 60).offsets(3, second, 5, third);
  }

  private void assertFound(long position, String expected, String actual) throws IOException {
    assertEquals(segment.only(FileKind.OFFSET_INDEX, position, expected, actual), segment.check());
  }

  @Test
  void shouldFindNothingInASoundIndex() throws IOException {
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldFindNothingInAnEmptyIndex() throws IOException {
    assertEquals(List.of(), segment.offsets().check());
  }

  @Test
  void shouldAcceptTheFirstOffsetOfABatch() throws IOException {
    assertEquals(List.of(), segment.offsets(2, second, 4, third).check());
  }

  /** As older brokers wrote it for several batches that were appended together. */
  @Test
  void shouldAcceptAnOffsetOfABatchBeforeTheNextEntry() throws IOException {
    assertEquals(List.of(), segment.offsets(5, second).check());
  }

  @Test
  void shouldFindAnOffsetBelowItsBatch() throws IOException {
    segment.offsets(1, second, 5, third);
    assertFound(0, "an offset of at least 1002", "1001");
  }

  @Test
  void shouldFindAnOffsetInTheBatchOfTheNextEntry() throws IOException {
    segment.offsets(4, second, 5, third);
    assertFound(0, "an offset below 1004", "1004");
  }

  @Test
  void shouldFindAnOffsetBehindTheSegment() throws IOException {
    segment.offsets(3, second, 6, third);
    assertFound(8, "an offset below 1006", "1006");
  }

  @Test
  void shouldFindTheOffsetOfTheEntryBefore() throws IOException {
    segment.offsets(3, second, 3, third);
    assertFound(8, "a relative offset above 3", "3");
  }

  @Test
  void shouldFindANegativeOffset() throws IOException {
    segment.offsets(-1, second, 5, third);
    assertFound(0, "a relative offset above -1", "-1");
  }

  @Test
  void shouldFindThePositionOfTheEntryBefore() throws IOException {
    segment.offsets(3, second, 5, second);
    assertFound(8, "a position above " + second, "" + second);
  }

  @Test
  void shouldFindANegativePosition() throws IOException {
    segment.offsets(3, -second, 5, third);
    assertFound(0, "a position above 0", "-" + second);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void shouldFindAPositionInsideABatch(int by) throws IOException {
    segment.offsets(3, second + by, 5, third);
    assertFound(0, "the position of a batch", "position " + (second + by) + ", inside one");
  }

  @Test
  void shouldFindThePositionOfTheEnd() throws IOException {
    segment.offsets(3, second, 6, segment.sizeBytes());
    assertFound(
        8,
        "an entry for a batch of the segment",
        "one for position " + segment.sizeBytes() + ", where none is");
  }

  @Test
  void shouldFindHalfAnEntry() throws IOException {
    segment.resize(FileKind.OFFSET_INDEX, 12, index -> {});
    assertFound(8, "entries of 8 bytes", "4 bytes at the end");
  }

  @Test
  void shouldFindAnEntryThatLostItsPosition() throws IOException {
    segment.offsets(3, second, 5, 0);
    assertFound(8, "a position above " + second, "0");
  }

  @Test
  void shouldEndAtTheFirstProblem() throws IOException {
    segment.offsets(1, second, 1, third);
    assertFound(0, "an offset of at least 1002", "1001");
    segment.offsets(4, second, 9, third);
    assertFound(0, "an offset below 1004", "1004");
  }

  /** Entries are read a thousand at a time. */
  @ParameterizedTest
  @ValueSource(ints = {2, 1023, 1024, 1025, 2047, 2048, 2999})
  void shouldFindAnEntryBehindUnusedOnes(int entry) throws IOException {
    segment.resize(FileKind.OFFSET_INDEX, 3000 * 8, index -> {});
    assertEquals(List.of(), segment.check());
    segment.resize(FileKind.OFFSET_INDEX, 3000 * 8, index -> index.putInt(entry * 8 + 4, 1));
    if (entry > 2) {
      assertFound(entry * 8L, "zeros to the end of the file", "an entry after unused ones");
    } else {
      assertFound(16, "a relative offset above 5", "0");
    }
  }

  @Test
  void shouldFindWhatIsWrongBehindAThousandEntries() throws IOException {
    TestSegment large = new TestSegment(folder, 5000);
    int entries = 1100;
    int[] fields = new int[2 * entries];
    large.batch(1);
    for (int i = 0; i < entries; i++) {
      fields[2 * i] = i + 1;
      fields[2 * i + 1] = large.sizeBytes();
      large.batch(1);
    }
    assertEquals(List.of(), large.offsets(fields).check());
    fields[2 * 1090 + 1]++;
    List<Problem> problems = large.offsets(fields).check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(1090 * 8, problems.get(0).position());
  }
}
