package io.segsnap.retention;

import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** A stretch of the calendar of which a policy can keep the newest snapshot. */
public enum Period {
  /** From full hour to full hour; the hour that a clock repeats when it is set back counts twice. */
  HOURLY,
  /** A calendar day, of 23 or 25 hours where the clock is changed. */
  DAILY,
  /** A week of ISO 8601, Monday to Sunday; belongs to the year that has its Thursday. */
  WEEKLY,
  /** A calendar month. */
  MONTHLY,
  /** A calendar year. */
  YEARLY;

  /** Names the period that holds an instant; the same text means the same period. */
  String nameOf(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    return switch (this) {
      case HOURLY ->
        time.toLocalDateTime()
            .truncatedTo(ChronoUnit.HOURS)
            .atOffset(time.getOffset())
            .toString();
      case DAILY -> time.toLocalDate().toString();
      case WEEKLY ->
        String.format(
            Locale.ROOT,
            "%d-W%02d",
            time.get(IsoFields.WEEK_BASED_YEAR),
            time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTHLY -> YearMonth.from(time).toString();
      case YEARLY -> Year.from(time).toString();
    };
  }

  /** What one of them is called. */
  String noun() {
    return switch (this) {
      case HOURLY -> "hour";
      case DAILY -> "day";
      case WEEKLY -> "week";
      case MONTHLY -> "month";
      case YEARLY -> "year";
    };
  }
}
