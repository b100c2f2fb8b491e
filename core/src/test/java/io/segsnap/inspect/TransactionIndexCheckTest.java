package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transaction indexes of a segment in which producer 7 aborts its transactions of offsets 0 and 4, at
 * 2 and 5, and producer 8 commits the one of offset 1, at 3.
 */
class TransactionIndexCheckTest {

  @TempDir
  private Path folder;

  private TestSegment segment;

  @BeforeEach
  void createSegment() throws IOException {
    segment = new TestSegment(folder, 0)
        .transactional(7, 1)
        .transactional(8, 1)
        .abort(7)
        .commit(8)
        .transactional(7, 1)
        .abort(7)
        .transactions(7, 0, 2, 7, 4, 5);
  }

  private void assertFound(long position, String expected, String actual) throws IOException {
    assertEquals(segment.only(FileKind.TXN_INDEX, position, expected, actual), segment.check());
  }

  @Test
  void shouldFindNothingInASoundIndex() throws IOException {
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldFindAnotherVersion() throws IOException {
    segment.resize(FileKind.TXN_INDEX, 68, index -> index.putShort(34, (short) 1));
    assertFound(34, "version 0", "1");
  }

  @Test
  void shouldFindTheLastOffsetOfTheEntryBefore() throws IOException {
    segment.transactions(7, 0, 2, 7, 0, 2);
    assertFound(34, "a last offset above 2", "2");
  }

  @Test
  void shouldFindANegativeLastOffset() throws IOException {
    segment.transactions(7, 0, -1);
    assertFound(0, "a last offset above -1", "-1");
  }

  @Test
  void shouldFindANegativeFirstOffset() throws IOException {
    segment.transactions(7, -1, 2, 7, 4, 5);
    assertFound(0, "a first offset of 0 to 1", "-1");
  }

  @Test
  void shouldFindAFirstOffsetThatIsNotBelowTheLast() throws IOException {
    segment.transactions(7, 0, 2, 7, 5, 5);
    assertFound(34, "a first offset of 0 to 4", "5");
  }

  @Test
  void shouldFindTheOffsetOfABatchThatIsNoMarker() throws IOException {
    segment.transactions(7, 0, 1, 7, 4, 5);
    assertFound(0, "the offset of an abort marker of producer 7", "offset 1");
    segment.transactions(7, 0, 2, 7, 0, 4);
    assertFound(34, "the offset of an abort marker of producer 7", "offset 4");
  }

  @Test
  void shouldFindTheMarkerOfAnotherProducer() throws IOException {
    segment.transactions(8, 0, 2, 7, 4, 5);
    assertFound(0, "the offset of an abort marker of producer 8", "offset 2");
  }

  @Test
  void shouldFindTheMarkerOfACommit() throws IOException {
    segment.transactions(7, 0, 2, 8, 1, 3, 7, 4, 5);
    assertFound(34, "the offset of an abort marker of producer 8", "offset 3");
  }

  @Test
  void shouldFindAnOffsetBehindTheSegment() throws IOException {
    segment.transactions(7, 0, 2, 7, 4, 5, 7, 5, 6);
    assertFound(68, "an entry for a batch of the segment", "one for offset 6, where none is");
  }

  @Test
  void shouldFindAnOffsetBetweenTwoBatches() throws IOException {
    segment = new TestSegment(folder, 0).transactional(7, 1).skip(1).abort(7).transactions(7, 0, 1);
    assertFound(0, "the offset of an abort marker of producer 7", "offset 1");
  }

  @Test
  void shouldFindHalfAnEntry() throws IOException {
    segment.resize(FileKind.TXN_INDEX, 67, index -> {});
    assertFound(34, "entries of 34 bytes", "33 bytes at the end");
  }

  @Test
  void shouldFindThatTheFirstEntryIsMissing() throws IOException {
    segment.transactions(7, 4, 5);
    assertFound(0, "an entry for the abort marker at offset 2", "none");
  }

  @Test
  void shouldFindThatTheLastEntryIsMissing() throws IOException {
    segment.transactions(7, 0, 2);
    assertFound(34, "an entry for the abort marker at offset 5", "none");
  }

  @Test
  void shouldFindThatTheIndexIsMissing() throws IOException {
    Files.delete(segment.file(FileKind.TXN_INDEX));
    assertFound(-1, "an index file", "none");
  }

  @Test
  void shouldNotMissAnIndexWhereTransactionsAreCommitted() throws IOException {
    segment = new TestSegment(folder, 10).transactional(7, 1).commit(7);
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldNotMissAnEntryOfATransactionWithoutRecords() throws IOException {
    segment.abort(7);
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldNotMissAnEntryOfRecordsThatAreInNoTransaction() throws IOException {
    segment.idempotent(9, 1).abort(9);
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldNotMissAnEntryOfATransactionThatTheCleanerEmptied() throws IOException {
    segment.emptyTransactional(7).abort(7);
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldAcceptAMarkerThatTheCleanerEmptied() throws IOException {
    segment.transactional(7, 1).emptyMarker(7).transactions(7, 0, 2, 7, 4, 5, 7, 6, 7);
    assertEquals(List.of(), segment.check());
  }

  @Test
  void shouldFindThatTheEntryOfATransactionFromTheSegmentBeforeIsMissing() throws IOException {
    segment.transactional(9, 1);
    TestSegment next = new TestSegment(folder, segment.nextOffset()).abort(9);
    assertEquals(
        next.only(FileKind.TXN_INDEX, -1, "an index file", "none"), segment.checkWith(next));
  }

  /** What was between may have been the marker of a commit. */
  @Test
  void shouldNotMissAnEntryBehindAGap() throws IOException {
    segment.transactional(9, 1).skip(1).abort(9);
    assertEquals(List.of(), segment.check());
  }
}
