package io.segsnap.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Instants as people read them. */
final class Times {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  static String seconds(Instant instant) {
    return SECONDS.format(instant);
  }

  /** {@code -} for a negative timestamp, which stands for none. */
  static String millis(long timestamp) {
    return timestamp < 0 ? "-" : MILLIS.format(Instant.ofEpochMilli(timestamp));
  }

  /** A time as milliseconds since 1970, or as ISO 8601 has it. */
  static final class Timestamp implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      try {
        return text.matches("\\d{1,18}")
            ? Long.parseLong(text)
            : Instant.parse(text).toEpochMilli();
      } catch (DateTimeException | ArithmeticException e) {
        throw new TypeConversionException("'" + text + "' is no time such as 2026-03-04T12:00:00Z");
      }
    }
  }
}
