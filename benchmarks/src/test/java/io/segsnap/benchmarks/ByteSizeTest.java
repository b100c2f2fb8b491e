package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({"1,1", "1000,1000", "1k,1024", "1536k,1572864", "64m,67108864", "16g,17179869184"})
  void shouldFormatWhatItReads(String text, long bytes) {
    assertEquals(bytes, ByteSize.parse("size", text));
    assertEquals(text, ByteSize.format(bytes));
  }
}
