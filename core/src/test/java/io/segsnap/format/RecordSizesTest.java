package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSizesTest {

  /** Behind other bytes, and before some that would go on any record. */
  private static void check(int count, String hex) {
    byte[] records = HexFormat.of().parseHex(hex);
    int size = RecordBatch.HEADER_BYTES + records.length;
    ByteBuffer buffer = ByteBuffer.allocate(100 + size + 100);
    buffer.putInt(100 + RecordBatch.OFFSET_OF_BATCH_LENGTH, size - RecordBatch.LOG_OVERHEAD);
    buffer.put(100 + RecordBatch.OFFSET_OF_MAGIC, (byte) 2);
    buffer.putInt(100 + RecordBatch.OFFSET_OF_RECORD_COUNT, count);
    buffer.put(100 + RecordBatch.HEADER_BYTES, records);
    RecordSizes.requireWhole(new RecordBatch().wrap(buffer, 100));
  }

  /** Sizes are signed: 06 stands for 3. */
  @ParameterizedTest
  @CsvSource({"0, ''", "1, 06AABBCC", "2, 06AABBCC02DD", "1, 8600AABBCC", "1, 8680808000AABBCC"})
  void recordsThatFillTheirBatchAreSound(int count, String records) {
    assertDoesNotThrow(() -> check(count, records));
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', record 0 without a size",
    "2, 06AABBCC, record 1 without a size",
    "1, 86, record 0 without a size",
    "1, 868080808000AABBCC, record 0 without a size",
    "1, 00, record 0 of 0 bytes",
    "1, 0500AABBCC, record 0 of -3 bytes",
    "1, 06AABB, record 0 of 3 bytes",
    "1, 06AABBCCDDEE, 2 bytes after the last record"
  })
  void recordsThatDoNotAreMalformed(int count, String records, String problem) {
    MalformedRecordException malformed =
        assertThrows(MalformedRecordException.class, () -> check(count, records));
    assertEquals(problem, malformed.getMessage());
  }
}
