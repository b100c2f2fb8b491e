package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCursorTest {

  private static final int ROUNDS = 300;

  /** The checksum holds for whatever a producer wrote, so it protects from nothing here. */
  @ParameterizedTest
  @EnumSource(
      value = CompressionCodec.class,
      names = {"NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"})
  void damagedRecordsAreMalformedAndNothingElse(CompressionCodec codec) throws IOException {
    Random random = new Random(7);
    int malformed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      ByteBuffer batch = batch(codec);
      int at =
          RecordBatch.HEADER_BYTES + random.nextInt(batch.remaining() - RecordBatch.HEADER_BYTES);
      batch.put(at, (byte) random.nextInt(256));
      try {
        readAll(batch);
      } catch (MalformedRecordException e) {
        malformed++;
      }
    }
    assertTrue(malformed > ROUNDS / 10, "only " + malformed);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodec.class,
      names = {"GZIP", "SNAPPY", "LZ4", "ZSTD"})
  void recordsThatAreNotOfTheCodecAreMalformed(CompressionCodec codec) throws IOException {
    ByteBuffer batch = batch(CompressionCodec.NONE);
    batch.putShort(RecordBatch.OFFSET_OF_ATTRIBUTES, (short) codec.id());
    assertThrows(MalformedRecordException.class, () -> readAll(batch));
  }

  /** The library would allocate what it is told, and fail with an Error. */
  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 0, 4096, 500_000_000, 0x82534E41})
  void aSnappyBlockOfASizeThatCannotBeIsMalformed(int size) throws IOException {
    ByteBuffer batch = batch(CompressionCodec.SNAPPY);
    batch.putInt(RecordBatch.HEADER_BYTES + 16, size);
    assertThrows(MalformedRecordException.class, () -> readAll(batch));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void aSnappyBlockThatSaysItHoldsTooMuchIsMalformed(int position) throws IOException {
    ByteBuffer batch = batch(CompressionCodec.SNAPPY);
    int at = RecordBatch.HEADER_BYTES + position;
    batch.putInt(at, 0xFFFFFFFF).put(at + 4, (byte) 7);
    assertThrows(MalformedRecordException.class, () -> readAll(batch));
  }

  @Test
  void aRecordCountBeyondTheRecordsIsMalformed() throws IOException {
    ByteBuffer batch = batch(CompressionCodec.NONE).putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, 99);
    assertThrows(MalformedRecordException.class, () -> readAll(batch));
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodec.class,
      names = {"NONE", "ZSTD"})
  void aCursorMayBeLeftEarlyAndOpenedAgain(CompressionCodec codec) throws IOException {
    try (RecordCursor cursor = new RecordCursor(Codecs.kafka())) {
      for (int i = 0; i < 3; i++) {
        cursor.open(new RecordBatch().wrap(batch(codec), 0));
        assertTrue(cursor.next());
        assertEquals(0, cursor.offset());
      }
    }
  }

  private static ByteBuffer batch(CompressionCodec codec) throws IOException {
    BatchBuilder builder = new BatchBuilder(Codecs.kafka()).begin(codec);
    for (int i = 0; i < 20; i++) {
      builder.add(
          1_700_000_000_000L + i,
          ByteBuffer.allocate(i),
          i % 5 == 0 ? null : ByteBuffer.allocate(40),
          List.of(new RecordHeader("h" + i, ByteBuffer.allocate(3))));
    }
    ByteBuffer batch = builder.finish(0, 0);
    return ByteBuffer.allocate(batch.remaining()).put(batch).flip();
  }

  private static int readAll(ByteBuffer batch) throws IOException {
    int bytes = 0;
    try (RecordCursor cursor =
        new RecordCursor(Codecs.kafka()).open(new RecordBatch().wrap(batch, 0))) {
      while (cursor.next()) {
        bytes += cursor.toRecord().headers().size();
      }
    }
    return bytes;
  }
}
