package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRefusesBatchesTest {

  private static final int FIRST_RECORD_SIZE = RecordBatch.HEADER_BYTES;

  @TempDir
  Path folder;

  private Log log;

  @BeforeEach
  void open() throws IOException {
    log = Log.open(folder.resolve("t-0"), LogOptions.defaults());
    TestLog.fill(log, 3);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @Test
  void aWrongChecksumIsRefused() throws IOException {
    assertRefused("CRC", batch -> batch.put(batch.limit() - 2, (byte) 99));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 48})
  void aWrongLengthIsRefused(int length) throws IOException {
    assertRefused("length", batch -> batch.putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, length));
  }

  @ParameterizedTest
  @ValueSource(bytes = {-1, 0, 1, 3})
  void anotherMagicIsRefused(byte magic) throws IOException {
    assertRefused("magic 2", batch -> batch.put(RecordBatch.OFFSET_OF_MAGIC, magic));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 26, 60})
  void bytesBehindTheLastBatchAreRefused(int extra) throws IOException {
    ByteBuffer batch = TestRecords.batch(0, "a");
    assertRefused(
        "61 bytes", ByteBuffer.allocate(batch.remaining() + extra).put(batch).clear());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 61, 75})
  void aBatchThatIsCutShortIsRefused(int bytes) throws IOException {
    assertRefused("batch", TestRecords.batch(0, "a", "b").limit(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 3, Integer.MAX_VALUE})
  void aRecordCountThatIsNotTheDeltaIsRefused(int count) throws IOException {
    assertRefused("records", resealed(b -> b.putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, count)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void aNegativeOffsetDeltaIsRefused(int delta) throws IOException {
    assertRefused("delta", resealed(b -> b.putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, delta)));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1, 2, 60, 127, -1})
  void recordSizesThatDoNotFillTheBatchAreRefused(byte size) throws IOException {
    assertRefused("records", resealed(batch -> batch.put(FIRST_RECORD_SIZE, size)));
  }

  @ParameterizedTest
  @ValueSource(shorts = {5, 6, 7})
  void anUnknownCodecIsRefused(short attributes) throws IOException {
    assertRefused("codec", resealed(b -> b.putShort(RecordBatch.OFFSET_OF_ATTRIBUTES, attributes)));
  }

  @Test
  void aBadBatchBehindAGoodOneTakesTheGoodOneAlong() throws IOException {
    ByteBuffer good = TestRecords.batch(0, "a");
    ByteBuffer bad = TestRecords.batch(0, "b").put(70, (byte) 1);
    assertRefused("at byte " + good.remaining(), TestRecords.joined(good, bad));
  }

  @Test
  void theNextGoodBatchIsAccepted() throws IOException {
    aWrongChecksumIsRefused();
    assertEquals(3, log.append(TestRecords.batch(0, "a")));
  }

  private void assertRefused(String reason, Consumer<ByteBuffer> damage) throws IOException {
    ByteBuffer batch = TestRecords.batch(0, "a", "b");
    damage.accept(batch);
    assertRefused(reason, batch);
  }

  private void assertRefused(String reason, ByteBuffer batches) throws IOException {
    long bytes = log.segments().get(0).sizeBytes();
    var refused = assertThrows(InvalidRequestException.class, () -> log.append(batches));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    assertEquals(bytes, log.segments().get(0).sizeBytes());
    assertEquals(3, log.logEndOffset());
  }

  /** A batch of two records with a changed field and the checksum that fits it. */
  private static ByteBuffer resealed(Consumer<ByteBuffer> change) {
    ByteBuffer batch = TestRecords.batch(0, "a", "b");
    change.accept(batch);
    int crc = new RecordBatch().wrap(batch, 0).computedCrc();
    return batch.putInt(RecordBatch.OFFSET_OF_CRC, crc);
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 1000, Integer.MAX_VALUE})
  void theLengthsThatABatchCouldHaveAreTold(int length) throws IOException {
    ByteBuffer good = TestRecords.batch(0, "a", "b");
    int size = good.remaining();
    ByteBuffer bad =
        TestRecords.batch(0, "a", "b").putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, length);
    assertRefused(
        "expected a batch length of 49 to " + (size - 12) + ", found " + length,
        TestRecords.joined(good, bad));
  }

  @Test
  void aLengthThatReachesOneByteTooFarIsRefused() throws IOException {
    ByteBuffer good = TestRecords.batch(0, "a", "b");
    ByteBuffer bad = TestRecords.batch(0, "a", "b");
    int length = bad.remaining() - RecordBatch.LOG_OVERHEAD + 1;
    assertRefused(
        "found " + length,
        TestRecords.joined(good, bad.putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, length)));
  }

  @Test
  void theBytesBehindTheLastBatchAreCounted() throws IOException {
    assertRefused(
        "found 10 bytes", TestRecords.joined(TestRecords.batch(0, "a"), ByteBuffer.allocate(10)));
  }

  @Test
  void theRecordsThatTheDeltaStandsForAreTold() throws IOException {
    assertRefused(
        "expected 2 records, as the last offset delta says, found 3",
        resealed(b -> b.putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, 3)));
  }
}
