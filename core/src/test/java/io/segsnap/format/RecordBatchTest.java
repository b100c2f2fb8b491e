package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchTest {

  private static final byte[] VALUE =
      "value".repeat(20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** A message of magic 0 or 1, or the one that wraps it compressed, behind some other bytes. */
  private static RecordBatch message(int magic, Compression compression) {
    long timestamp = magic == 0 ? -1 : 1_400_000_000_000L;
    ByteBuffer bytes = MemoryRecords.withRecords(
            (byte) magic,
            70,
            compression,
            magic == 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
            new SimpleRecord(timestamp, VALUE))
        .buffer();
    ByteBuffer behind =
        ByteBuffer.allocate(7 + bytes.remaining()).put(new byte[7]).put(bytes);
    return new RecordBatch().wrap(behind, 7);
  }

  private static RecordBatch batch(int attributes, int baseSequence, int lastOffsetDelta) {
    ByteBuffer bytes = ByteBuffer.allocate(RecordBatch.HEADER_BYTES)
        .put(RecordBatch.OFFSET_OF_MAGIC, (byte) 2)
        .putShort(RecordBatch.OFFSET_OF_ATTRIBUTES, (short) attributes)
        .putInt(RecordBatch.OFFSET_OF_BASE_SEQUENCE, baseSequence)
        .putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, lastOffsetDelta);
    return new RecordBatch().wrap(bytes, 0);
  }

  @ParameterizedTest
  @CsvSource({"0, -1", "1, 1400000000000"})
  void aMessageFromBeforeBatchesHasFewFields(int magic, long timestamp) {
    RecordBatch message = message(magic, Compression.NONE);
    assertTrue(message.isLegacy());
    assertEquals(70, message.baseOffset());
    assertEquals(71, message.nextOffset());
    assertEquals(timestamp, message.maxTimestamp());
    assertEquals(timestamp, message.baseTimestamp());
    assertEquals(1, message.recordCount());
    assertEquals(message.storedCrc(), message.computedCrc());
    assertEquals(RecordBatch.NO_PRODUCER_ID, message.producerId());
    assertEquals(-1, message.producerEpoch());
    assertEquals(-1, message.baseSequence());
    assertEquals(-1, message.lastSequence());
    assertEquals(RecordBatch.NO_LEADER_EPOCH, message.leaderEpoch());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void howManyMessagesACompressedOneWrapsIsNotKnown(int magic) {
    RecordBatch message = message(magic, Compression.gzip().build());
    assertEquals(CompressionCodec.GZIP.id(), message.codecId());
    assertEquals(-1, message.recordCount());
  }

  @Test
  void theAttributesOfAMessageFromBeforeBatchesSayNothingButItsCodec() {
    RecordBatch message = message(1, Compression.NONE);
    message.buffer().put(message.start() + 17, (byte) 0x71);
    assertEquals(CompressionCodec.GZIP, message.codec());
    assertFalse(message.isTransactional());
    assertFalse(message.isControl());
    assertFalse(message.hasDeleteHorizon());
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, 0, false, false, false, false",
    "0x78, 0, true, true, true, true",
    "0x0C, 4, true, false, false, false",
    "0x12, 2, false, true, false, false",
    "0x21, 1, false, false, true, false",
    "0x43, 3, false, false, false, true"
  })
  void eachAttributeHasBitsOfItsOwn(
      String attributes,
      int codec,
      boolean appendTime,
      boolean inTransaction,
      boolean control,
      boolean horizon) {
    RecordBatch batch = batch(Integer.decode(attributes), 0, 0);
    assertEquals(codec, batch.codecId());
    assertEquals(appendTime, batch.isLogAppendTime());
    assertEquals(inTransaction, batch.isTransactional());
    assertEquals(control, batch.isControl());
    assertEquals(horizon, batch.hasDeleteHorizon());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 5",
    "7, 0, 7",
    "2147483647, 0, 2147483647",
    "2147483647, 1, 0",
    "2147483640, 10, 2",
    "-1, 5, -1"
  })
  void sequenceNumbersWrap(int base, int delta, int last) {
    assertEquals(base, batch(0, base, delta).baseSequence());
    assertEquals(last, batch(0, base, delta).lastSequence());
  }

  /** The one that began the transaction had the offset 0. */
  @Test
  void aTransactionBeginsWithItsFirstBatchOnly() {
    Producer producer = Producer.unknown(5).append(batch(0x10, 0, 0));
    RecordBatch second = batch(0x10, 1, 0);
    second.buffer().putLong(0, 9);
    assertEquals(0, producer.append(second).currentTxnFirstOffset());
  }
}
