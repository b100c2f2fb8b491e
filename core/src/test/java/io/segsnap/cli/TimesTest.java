package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimesTest {

  @Test
  void shouldWriteTimestampsAndADashForNone() {
    assertEquals("1970-01-01T00:00:00.000Z", Times.millis(0));
    assertEquals("2023-11-14T22:13:20.001Z", Times.millis(1_700_000_000_001L));
    assertEquals("-", Times.millis(-1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1700000000000, 1700000000000",
    "2023-11-14T22:13:20Z, 1700000000000",
    "2023-11-14T22:13:20.007Z, 1700000000007"
  })
  void shouldReadMillisecondsAndIso8601(String text, long timestamp) {
    assertEquals(timestamp, new Times.Timestamp().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "yesterday", "2023-11-14", "+1000000000-01-01T00:00:00Z"})
  void shouldRefuseWhatIsNoTime(String text) {
    assertThrows(TypeConversionException.class, () -> new Times.Timestamp().convert(text));
  }
}
