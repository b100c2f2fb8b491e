package io.segsnap.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them, such as {@code 90m} or {@code 7d}, or by ISO 8601. */
sealed class Durations implements ITypeConverter<Duration> {

  private static final Pattern FORMAT = Pattern.compile("(\\d{1,9})(ms|[smhdw])");

  private static final Map<String, Duration> UNITS = Map.of(
      "ms", Duration.ofMillis(1),
      "s", Duration.ofSeconds(1),
      "m", Duration.ofMinutes(1),
      "h", Duration.ofHours(1),
      "d", Duration.ofDays(1),
      "w", Duration.of(7, ChronoUnit.DAYS));

  Durations() {}

  @Override
  public Duration convert(String text) {
    Matcher fields = FORMAT.matcher(text);
    Duration unit = fields.matches() ? UNITS.get(fields.group(2)) : null;
    try {
      Duration duration =
          unit == null ? Duration.parse(text) : unit.multipliedBy(Long.parseLong(fields.group(1)));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  /** Takes -1 too, for a duration that is negative. */
  static final class OrUnlimited extends Durations {

    @Override
    public Duration convert(String text) {
      return text.equals("-1") ? Duration.ofNanos(-1) : super.convert(text);
    }
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException("'" + text + "' is no duration such as 90m, 24h or 7d");
  }
}
