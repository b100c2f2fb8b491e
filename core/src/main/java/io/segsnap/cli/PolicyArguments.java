package io.segsnap.cli;

import io.segsnap.retention.Period;
import io.segsnap.retention.RetentionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make up a retention policy. */
final class PolicyArguments {

  @Option(
      names = "--max-snapshots",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Delete those that have N newer ones; -1 for no limit. Default: ${DEFAULT-VALUE}.")
  private int maxSnapshots;

  @Option(
      names = "--retention",
      paramLabel = "D",
      converter = Durations.OrUnlimited.class,
      defaultValue = "24h",
      description = {
        "Delete those that are older, such as 90m, 24h, 7d or PT1H; -1 for no limit."
            + " Default: ${DEFAULT-VALUE}."
      })
  private Duration retention;

  @Option(
      names = "--keep-at-least",
      paramLabel = "N",
      converter = Counts.FromOne.class,
      defaultValue = "1",
      description = "Keep the newest N in any case, 1 or more. Default: ${DEFAULT-VALUE}.")
  private int keepAtLeast;

  @Option(
      names = "--keep-hourly",
      paramLabel = "N",
      converter = Counts.FromZero.class,
      defaultValue = "0",
      description = "Keep the newest of each of the last N hours that have a snapshot.")
  private int keepHourly;

  @Option(
      names = "--keep-daily",
      paramLabel = "N",
      converter = Counts.FromZero.class,
      defaultValue = "0",
      description = "The same for days.")
  private int keepDaily;

  @Option(
      names = "--keep-weekly",
      paramLabel = "N",
      converter = Counts.FromZero.class,
      defaultValue = "0",
      description = "The same for weeks that begin on Monday.")
  private int keepWeekly;

  @Option(
      names = "--keep-monthly",
      paramLabel = "N",
      converter = Counts.FromZero.class,
      defaultValue = "0",
      description = "The same for months.")
  private int keepMonthly;

  @Option(
      names = "--keep-yearly",
      paramLabel = "N",
      converter = Counts.FromZero.class,
      defaultValue = "0",
      description = "The same for years.")
  private int keepYearly;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of hours, days and so on, such as Europe/Berlin. Default: UTC.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--pin-tag",
      paramLabel = "T",
      description = "Keep all that have this tag; can be given several times.")
  private List<String> pinTags = List.of();

  RetentionPolicy toPolicy() {
    RetentionPolicy policy = RetentionPolicy.defaults()
        .withMaxSnapshots(maxSnapshots)
        .withRetentionTime(retention)
        .withKeepAtLeast(keepAtLeast)
        .withKeep(Period.HOURLY, keepHourly)
        .withKeep(Period.DAILY, keepDaily)
        .withKeep(Period.WEEKLY, keepWeekly)
        .withKeep(Period.MONTHLY, keepMonthly)
        .withKeep(Period.YEARLY, keepYearly)
        .withPinTags(Set.copyOf(pinTags));
    return zone == null ? policy : policy.withZone(zone);
  }
}
