package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One sealed segment of a few batches of one record, with offsets from 0 on. */
class SegmentReaderTest {

  private static final int BATCHES = 9;
  private static final int BUFFER_BYTES = 1 << 16;

  @TempDir
  Path folder;

  private final BufferPool pool = new BufferPool(BUFFER_BYTES);
  private final SegmentReader reader = new SegmentReader(pool);
  private ByteBuffer[] batches = new ByteBuffer[0];
  private Segment segment;

  @BeforeEach
  void write() throws IOException {
    ByteBuffer[] ascending = new ByteBuffer[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      ascending[i] = TestRecords.batch(i, "value of batch " + i);
    }
    write(ascending);
  }

  @AfterEach
  void close() throws IOException {
    segment.drop();
  }

  /** Makes these the segment, with an index that says nothing. */
  private void write(ByteBuffer... content) throws IOException {
    batches = content;
    Path file = FileKind.LOG.in(folder, 0);
    Files.write(file, TestRecords.joined(content).array());
    writeIndex();
    segment = new Segment(Disk.local(), folder, 0, Files.size(file), null, new LogChecksums());
  }

  /** Pairs of a relative offset and a position. */
  private void writeIndex(int... entries) throws IOException {
    ByteBuffer index = ByteBuffer.allocate(entries.length * Integer.BYTES);
    for (int value : entries) {
      index.putInt(value);
    }
    Files.write(FileKind.OFFSET_INDEX.in(folder, 0), index.array());
  }

  private int startOf(int batch) {
    int start = 0;
    for (int i = 0; i < batch; i++) {
      start += batches[i].remaining();
    }
    return start;
  }

  private long positionOf(long offset) throws IOException {
    return SegmentReader.positionOf(
        segment, offset, segment.sizeBytes(), ByteBuffer.allocateDirect(BUFFER_BYTES));
  }

  /** Base offsets of what one read returns. */
  private List<Long> read(long offset, long endOffset, int maxBytes) throws IOException {
    List<Long> read = new ArrayList<>();
    Optional<Batches> found = reader.read(segment, offset, endOffset, maxBytes);
    if (found.isPresent()) {
      try (Batches all = found.get()) {
        while (all.next()) {
          read.add(all.batch().baseOffset());
        }
      }
    }
    return read;
  }

  private CorruptionException damageOf(int maxBytes) {
    return assertThrows(CorruptionException.class, () -> read(0, Long.MAX_VALUE, maxBytes));
  }

  /** A writer may have published more of the segment than there was when the reader asked. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 5, BATCHES, BATCHES + 1})
  void nothingIsReadFromTheEndOffsetOn(long endOffset) throws IOException {
    assertEquals(TestLog.range(0, Math.min(endOffset, BATCHES)), read(0, endOffset, BUFFER_BYTES));
  }

  @Test
  void anOffsetIsFoundThoughTheIndexSaysNothing() throws IOException {
    for (int offset = 0; offset <= BATCHES + 1; offset++) {
      assertEquals(startOf(Math.min(offset, BATCHES)), positionOf(offset));
    }
  }

  @Test
  void anOffsetIsFoundFromWhereTheIndexLeads() throws IOException {
    writeIndex(2, startOf(2), 5, startOf(5));
    for (int offset = 0; offset <= BATCHES + 1; offset++) {
      assertEquals(startOf(Math.min(offset, BATCHES)), positionOf(offset));
    }
  }

  @Test
  void theFirstOffsetIsFoundWithoutTheIndex() throws IOException {
    Files.delete(FileKind.OFFSET_INDEX.in(folder, 0));
    assertEquals(0, positionOf(0));
  }

  @Test
  void damageBeforeTheBatchThatTheIndexNamesHindersNoRead() throws IOException {
    writeIndex(3, startOf(3));
    TestLog.flipBit(FileKind.LOG.in(folder, 0), startOf(1) + RecordBatch.OFFSET_OF_MAGIC);
    assertEquals(startOf(3), positionOf(3));
    assertEquals(startOf(5), positionOf(5));
  }

  @Test
  void damageBehindTheBatchThatTheIndexNamesHindersNoReadOfOthers() throws IOException {
    writeIndex(3, startOf(3));
    TestLog.flipBit(FileKind.LOG.in(folder, 0), startOf(5) - 1);
    assertEquals(startOf(6), positionOf(6));
  }

  @Test
  void damageOnTheWayIsReportedWithItsPosition() throws IOException {
    TestLog.flipBit(FileKind.LOG.in(folder, 0), startOf(1) + RecordBatch.OFFSET_OF_MAGIC);
    var damage = assertThrows(CorruptionException.class, () -> positionOf(3));
    assertEquals(startOf(1) + RecordBatch.OFFSET_OF_MAGIC, damage.position());
  }

  @Test
  void anIndexThatLeadsBehindTheOffsetIsNotBelieved() throws IOException {
    writeIndex(2, startOf(5));
    assertEquals(startOf(3), positionOf(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void anIndexThatLeadsBehindTheEndIsNotBelieved(int behind) throws IOException {
    writeIndex(2, startOf(BATCHES) + behind);
    assertEquals(startOf(3), positionOf(3));
  }

  @Test
  void anIndexThatLeadsIntoABatchIsNotBelieved() throws IOException {
    writeIndex(2, startOf(2) + 1);
    assertEquals(startOf(3), positionOf(3));
  }

  /** Someone may store records that look like batches. */
  @Test
  void anIndexThatLeadsToTheHeaderOfABatchInARecordIsNotBelieved() throws IOException {
    byte[] inner = TestRecords.batch(1, "inner").array();
    inner[inner.length - 1] ^= 1;
    var record = new SimpleRecord(TestRecords.FIRST_TIMESTAMP, null, inner);
    ByteBuffer outer = MemoryRecords.withRecords(0L, Compression.NONE, record).buffer();
    write(outer, TestRecords.batch(1, "a"), TestRecords.batch(2, "b"));
    writeIndex(1, outer.remaining() - 1 - inner.length);
    assertEquals(startOf(1), positionOf(1));
  }

  @Test
  void theSmallestMessagesAreRead() throws IOException {
    write(TestRecords.legacy(0, 0), TestRecords.legacy(0, 1));
    assertEquals(RecordBatch.MIN_BYTES, startOf(1));
    assertEquals(List.of(0L, 1L), read(0, 2, BUFFER_BYTES));
    assertEquals(List.of(1L), read(1, 2, BUFFER_BYTES));
  }

  @Test
  void aLengthThatReachesBehindTheEndIsReportedWithItsPosition() throws IOException {
    int last = BATCHES - 1;
    int length = batches[last].getInt(RecordBatch.OFFSET_OF_BATCH_LENGTH) + 1;
    batches[last].putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, length);
    write(batches);
    CorruptionException damage = damageOf(BUFFER_BYTES);
    assertEquals(startOf(last) + RecordBatch.OFFSET_OF_BATCH_LENGTH, damage.position());
    assertEquals(String.valueOf(length), damage.actual());
  }

  @Test
  void aLengthThatNoBatchHasIsReportedWithItsPosition() throws IOException {
    batches[2].putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, 13);
    write(batches);
    CorruptionException damage = damageOf(BUFFER_BYTES);
    assertEquals(startOf(2) + RecordBatch.OFFSET_OF_BATCH_LENGTH, damage.position());
    assertEquals("13", damage.actual());
  }

  @Test
  void offsetsThatGoBackAreReportedWithTheirPosition() throws IOException {
    batches[4].putLong(0, 3);
    write(batches);
    CorruptionException damage = damageOf(BUFFER_BYTES);
    assertEquals(startOf(4), damage.position());
    assertEquals("a base offset of at least 4", damage.expected());
    assertEquals("3", damage.actual());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aBatchThatEndsBeforeItStartsIsReportedWithItsPosition(int batch) throws IOException {
    batches[batch].putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, -2);
    write(batches);
    assertEquals(
        startOf(batch) + RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA,
        damageOf(BUFFER_BYTES).position());
  }

  @Test
  void aBatchThatEndsBeforeItStartsIsReportedAlsoWhereItIsReadAlone() throws IOException {
    batches[0].putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, -2);
    write(batches);
    assertEquals(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, damageOf(1).position());
  }

  @Test
  void aFileThatLostItsEndIsReportedWithWhatIsMissing() throws IOException {
    TestLog.cut(FileKind.LOG.in(folder, 0), segment.sizeBytes() - 7);
    CorruptionException damage = damageOf(BUFFER_BYTES);
    assertEquals(segment.sizeBytes() - 7, damage.position());
    assertEquals("7 more bytes", damage.expected());
  }

  @Test
  void aReadThatFindsNothingGivesItsBufferBack() throws IOException {
    ByteBuffer buffer = pool.acquire();
    pool.release(buffer);
    assertEquals(List.of(), read(BATCHES, BATCHES, BUFFER_BYTES));
    assertSame(buffer, pool.acquire());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, BUFFER_BYTES})
  void theBufferOfBatchesGoesBackWhenTheyAreClosedNotBefore(int maxBytes) throws IOException {
    ByteBuffer buffer = pool.acquire();
    pool.release(buffer);
    Batches read = reader.read(segment, 0, BATCHES, maxBytes).orElseThrow();
    assertNotSame(buffer, pool.acquire());
    read.close();
    assertSame(buffer, pool.acquire());
  }

  @Test
  void theBufferOfABatchThatDoesNotFitIntoItGoesBack() throws IOException {
    write(TestRecords.batch(0, "x".repeat(BUFFER_BYTES)));
    ByteBuffer buffer = pool.acquire();
    pool.release(buffer);
    Batches read = reader.read(segment, 0, 1, 1).orElseThrow();
    assertEquals(batches[0], read.bytes());
    read.close();
    assertSame(buffer, pool.acquire());
  }

  @Test
  void aBatchAsLargeAsTheBufferIsReadIntoIt() throws IOException {
    BufferPool tight = new BufferPool(batches[0].remaining());
    ByteBuffer buffer = tight.acquire();
    tight.release(buffer);
    Batches read = new SegmentReader(tight).read(segment, 0, BATCHES, 1).orElseThrow();
    assertEquals(batches[0], read.bytes());
    assertEquals(batches[0], buffer.clear());
  }

  private boolean isTrue(long timestamp, long offset) throws IOException {
    return SegmentReader.isTrue(
        new TimestampedOffset(timestamp, offset), segment, ByteBuffer.allocateDirect(BUFFER_BYTES));
  }

  @Test
  void aTimeEntryIsTrueOfTheBatchThatHoldsItsOffsetAndTimestampOnly() throws IOException {
    for (int i = 0; i < BATCHES; i++) {
      batches[i].putLong(RecordBatch.OFFSET_OF_MAX_TIMESTAMP, 1000 + i);
    }
    write(batches);
    writeIndex(3, startOf(3));
    for (int offset = 0; offset < BATCHES; offset++) {
      assertEquals(offset == 3, isTrue(1003, offset), "offset " + offset);
    }
  }

  @Test
  void aTimeEntryOfAnOffsetThatIsMissingIsFalse() throws IOException {
    write(TestRecords.batch(0, "a"), TestRecords.batch(5, "b"));
    assertFalse(isTrue(TestRecords.FIRST_TIMESTAMP, 3));
    assertTrue(isTrue(TestRecords.FIRST_TIMESTAMP, 5));
    assertFalse(isTrue(TestRecords.FIRST_TIMESTAMP, 6));
  }

  @Test
  void aTimeEntryMayNameABatchWithoutRecordsAtTheEnd() throws IOException {
    write(TestRecords.batch(0, "a"), TestRecords.empty(1, 4, -1));
    assertTrue(isTrue(TestRecords.FIRST_TIMESTAMP, 4));
  }
}
