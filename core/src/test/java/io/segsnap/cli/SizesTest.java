package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "16k, 16384",
    "64m, 67108864",
    "64M, 67108864",
    "1g, 1073741824",
    "1.5g, 1610612736",
    "2GiB, 2147483648",
    "1kb, 1024",
    "7b, 7",
    "1t, 1099511627776",
    "9223372036854775807, 9223372036854775807"
  })
  void shouldReadSizes(String text, long bytes) {
    assertEquals(bytes, new Sizes().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "-1", "1x", "1 g", "1e3", "9223372036854775808", "8388608t"})
  void shouldRefuseWhatIsNoSize(String text) {
    assertThrows(TypeConversionException.class, () -> new Sizes().convert(text));
  }

  @Test
  void shouldReadRatesOfAtLeastAByteASecond() {
    assertEquals(1, new Sizes.Rate().convert("1"));
    assertEquals(50 << 20, new Sizes.Rate().convert("50m/s"));
    assertThrows(TypeConversionException.class, () -> new Sizes.Rate().convert("0"));
  }

  @Test
  void shouldWriteSizes() {
    assertEquals("0 B", Sizes.text(0));
    assertEquals("1023 B", Sizes.text(1023));
    assertEquals("1.0 KiB", Sizes.text(1024));
    assertEquals("1.5 GiB", Sizes.text(1_610_612_736));
    assertEquals("8388608.0 TiB", Sizes.text(Long.MAX_VALUE));
  }
}
