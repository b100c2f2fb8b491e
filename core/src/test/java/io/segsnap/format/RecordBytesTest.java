package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records to the byte, where no codec stands between. */
class RecordBytesTest {

  /** Attributes, timestamp and offset of 0, neither key nor value, no headers: a size of 6, as varint 0C. */
  private static final String BODY = "000000010100";

  /** Hands the records on as they are, and counts the streams that are open. */
  private static final class NoCodec implements Codecs {
    int open;

    @Override
    public ByteBuffer compress(CompressionCodec codec, ByteBuffer batch, int from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream decompress(CompressionCodec codec, ByteBuffer records) {
      byte[] bytes = new byte[records.remaining()];
      records.get(bytes);
      open++;
      return new ByteArrayInputStream(bytes) {
        @Override
        public void close() {
          open--;
        }
      };
    }
  }

  private final NoCodec codecs = new NoCodec();

  private static RecordBatch batch(CompressionCodec codec, int count, byte[] records) {
    int bytes = RecordBatch.HEADER_BYTES + records.length;
    ByteBuffer batch = ByteBuffer.allocate(bytes + 100);
    batch
        .putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, bytes - RecordBatch.LOG_OVERHEAD)
        .put(RecordBatch.OFFSET_OF_MAGIC, (byte) 2)
        .putShort(RecordBatch.OFFSET_OF_ATTRIBUTES, (short) codec.id())
        .putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, count)
        .put(RecordBatch.HEADER_BYTES, records);
    return new RecordBatch().wrap(batch, 0);
  }

  private RecordCursor open(CompressionCodec codec, int count, String records) throws IOException {
    return new RecordCursor(codecs).open(batch(codec, count, HexFormat.of().parseHex(records)));
  }

  private void assertOneRecord(CompressionCodec codec, String size) throws IOException {
    RecordCursor cursor = open(codec, 1, size + BODY);
    assertTrue(cursor.next());
    assertEquals(-1, cursor.valueSize());
    assertFalse(cursor.next());
  }

  private void assertMalformed(CompressionCodec codec, String records) throws IOException {
    RecordCursor cursor = open(codec, 1, records);
    assertThrows(MalformedRecordException.class, cursor::next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0C", "8C00", "8C80808000"})
  void aSizeMayTakeMoreBytesThanItNeeds(String size) throws IOException {
    assertOneRecord(CompressionCodec.GZIP, size);
    assertOneRecord(CompressionCodec.NONE, size);
  }

  @Test
  void aVarintOfTooManyBytesIsMalformed() throws IOException {
    assertMalformed(CompressionCodec.GZIP, "8C8080808000" + BODY);
    assertMalformed(CompressionCodec.NONE, "8C80808080808080808000" + BODY);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP"})
  void aRecordOfLessThanNoBytesIsMalformed(CompressionCodec codec) throws IOException {
    assertMalformed(codec, "0F" + BODY);
  }

  /** What follows the batch would be a value of two more bytes, and no headers. */
  @Test
  void aRecordThatEndsBehindItsBatchIsMalformed() throws IOException {
    assertMalformed(CompressionCodec.NONE, "10" + "0000000104");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP"})
  void aBatchMayHaveNoRecordsWhateverItsCodec(CompressionCodec codec) throws IOException {
    RecordBatch batch = batch(codec, 0, new byte[0]);
    try (RecordCursor cursor = new RecordCursor(Codecs.kafka()).open(batch)) {
      assertFalse(cursor.next());
    }
  }

  @Test
  void aStreamIsClosedBehindItsLastRecord() throws IOException {
    RecordCursor cursor = open(CompressionCodec.GZIP, 1, "0C" + BODY);
    cursor.next();
    assertEquals(1, codecs.open);
    cursor.next();
    assertEquals(0, codecs.open);
  }

  @Test
  void aStreamIsClosedWithItsCursor() throws IOException {
    RecordCursor cursor = open(CompressionCodec.GZIP, 2, "0C" + BODY + "0C" + BODY);
    cursor.next();
    cursor.close();
    assertEquals(0, codecs.open);
  }

  /** Records are read into 16 KiB at first. */
  @ParameterizedTest
  @ValueSource(ints = {16 * 1024 - 20, 16 * 1024, 20 * 1024, 100 * 1024})
  void aCompressedRecordMayBeOfAnySize(int bytes) throws IOException {
    byte[] value = new byte[bytes];
    new Random(bytes).nextBytes(value);
    ByteBuffer batch = new BatchBuilder(Codecs.kafka())
        .begin(CompressionCodec.GZIP)
        .add(0, null, ByteBuffer.wrap(value), List.of())
        .finish(0, 0);
    try (RecordCursor cursor =
        new RecordCursor(Codecs.kafka()).open(new RecordBatch().wrap(batch, 0))) {
      assertTrue(cursor.next());
      byte[] read = new byte[cursor.valueSize()];
      cursor.buffer().get(cursor.valueStart(), read);
      assertArrayEquals(value, read);
    }
  }
}
