package io.segsnap.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.format.CompressionCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GeneratorOptionsTest {

  private static final int MAX_BYTES = 1 << 30;

  private final GeneratorOptions options = GeneratorOptions.ofSize(0);

  private static void assertRefused(String problem, Executable call) {
    assertEquals(problem, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void shouldRefuseANegativeSize() {
    assertRefused("the size must not be negative", () -> GeneratorOptions.ofSize(-1));
  }

  @Test
  void shouldTakeASegmentOfOneByteAndNoLess() {
    assertEquals(1, options.withSegmentBytes(1).segmentBytes());
    assertRefused("the segment size must be positive", () -> options.withSegmentBytes(0));
  }

  @Test
  void shouldTakeARecordThatIsNoMoreThanItsKeyAndNoLess() {
    assertEquals(8, options.withRecordBytes(8).recordBytes());
    assertRefused(
        "the record size must lie between 8 bytes and 1 GiB", () -> options.withRecordBytes(7));
  }

  @Test
  void shouldTakeARecordOfAGibibyteAndNoMore() {
    assertEquals(MAX_BYTES, options.withRecordBytes(MAX_BYTES).recordBytes());
    assertRefused(
        "the record size must lie between 8 bytes and 1 GiB",
        () -> options.withRecordBytes(MAX_BYTES + 1));
  }

  @Test
  void shouldTakeABatchOfOneByteAndNoLess() {
    assertEquals(1, options.withBatchBytes(1).batchBytes());
    assertRefused(
        "the batch size must lie between 1 byte and 1 GiB", () -> options.withBatchBytes(0));
  }

  @Test
  void shouldTakeABatchOfAGibibyteAndNoMore() {
    assertEquals(MAX_BYTES, options.withBatchBytes(MAX_BYTES).batchBytes());
    assertRefused(
        "the batch size must lie between 1 byte and 1 GiB",
        () -> options.withBatchBytes(MAX_BYTES + 1));
  }

  @Test
  void shouldRefuseACodecThatDoesNotExist() {
    assertRefused(
        "the compression must be a known codec",
        () -> options.withCompression(CompressionCodec.UNKNOWN));
  }
}
