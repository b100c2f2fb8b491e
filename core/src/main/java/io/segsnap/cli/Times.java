package io.segsnap.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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
}
