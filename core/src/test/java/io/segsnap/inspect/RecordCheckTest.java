package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.CompressionCodec;
import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second batch of a segment, of two records, at offsets 1001 and 1002. */
class RecordCheckTest {

  /** Behind size, attributes and timestamp delta of a byte each. */
  private static final int OFFSET_DELTA = 3;

  @TempDir
  private Path folder;

  private TestSegment segment;
  private int start;
  private ByteBuffer batch;

  @BeforeEach
  void createSegment() throws IOException {
    segment = new TestSegment(folder, 1000).batch(10);
    start = segment.sizeBytes();
    batch = segment.records(CompressionCodec.NONE, 20, 20);
  }

  private void assertFound(String expected, String actual) throws IOException {
    assertFound(start, expected, actual);
  }

  private void assertFound(long position, String expected, String actual) throws IOException {
    segment.add(batch);
    assertEquals(segment.only(FileKind.LOG, position, expected, actual), segment.check());
  }

  /** Where a record of the uncompressed batch begins: sizes of a byte, twice what they say. */
  private int record(int number) {
    int at = RecordBatch.HEADER_BYTES;
    for (int i = 0; i < number; i++) {
      at += 1 + batch.get(at) / 2;
    }
    return at;
  }

  @Test
  void shouldAcceptABatchThatTheCleanerEmptied() throws IOException {
    assertEquals(List.of(), segment.empty(20).check());
  }

  @Test
  void shouldAcceptFewerRecordsThanOffsets() throws IOException {
    batch.putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, 5);
    assertEquals(List.of(), segment.add(batch).check());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void shouldFindACountThatNoBatchOfTheseOffsetsHas(int count) throws IOException {
    batch.putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, count);
    assertFound(start + RecordBatch.OFFSET_OF_RECORD_COUNT, "a record count of 0 to 2", "" + count);
  }

  @Test
  void shouldFindARecordBehindThoseThatAreCounted() throws IOException {
    batch.putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, 1);
    int left = batch.limit() - record(1);
    assertFound("1 whole records", left + " bytes after the last record");
  }

  @Test
  void shouldFindThatTheLastRecordIsMissing() throws IOException {
    batch.putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, record(1) - RecordBatch.LOG_OVERHEAD);
    assertFound("2 whole records", "record 1 without a size");
  }

  /** Deltas as they are stored: 2 for 1, 1 for -1. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, offset 1000 after 1000",
    "1, 0, offset 1001 after 1001",
    "1, 4, offset 1003 after 1001"
  })
  void shouldFindARecordWithTheOffsetOfAnother(int number, int delta, String actual)
      throws IOException {
    batch.put(record(number) + OFFSET_DELTA, (byte) delta);
    assertFound("2 whole records", actual);
  }

  @Test
  void shouldFindBytesThatTheCodecCanNotRead() throws IOException {
    batch = segment.records(CompressionCodec.GZIP, 20, 20);
    batch.put(RecordBatch.HEADER_BYTES, (byte) 0);
    assertFound(
        "2 whole records",
        "GZIP data that can't be opened: java.util.zip.ZipException: Not in GZIP format");
  }
}
