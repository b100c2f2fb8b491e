package io.segsnap.retention;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which snapshots to keep. A snapshot is deleted if it is beyond {@code maxSnapshots} or older than
 * {@code retentionTime}, unless one of the other rules protects it. Every rule looks at all snapshots,
 * whatever the other rules say, so that a larger number to keep never deletes more.
 *
 * @param maxSnapshots how many of the newest are within the limit; 0 means none, a negative number
 *     means no limit. Default 5
 * @param retentionTime age up to which, inclusive, a snapshot is within the limit; negative means
 *     no limit. Default 24 hours
 * @param minInterval time from one snapshot to the next: enforced when one is created, by {@link
 *     Retention#nextDue}, and not by deleting; 0 means none. Default 1 hour
 * @param keepAtLeast how many of the newest are kept in any case; at least 1, since a policy never
 *     deletes the newest snapshot. Default 1
 * @param keep of how many periods of each kind, the last ones that have a snapshot at all, the
 *     newest is kept; 0 or absent means none. Default none
 * @param zone whose calendar and clock tell the periods; default UTC
 * @param pinTags snapshots with one of these tags are kept; default none
 */
public record RetentionPolicy(
    int maxSnapshots,
    Duration retentionTime,
    Duration minInterval,
    int keepAtLeast,
    Map<Period, Integer> keep,
    ZoneId zone,
    Set<String> pinTags) {

  /** Default of {@link #minInterval()}. */
  public static final Duration DEFAULT_MIN_INTERVAL = Duration.ofHours(1);

  private static final int DEFAULT_MAX_SNAPSHOTS = 5;
  private static final Duration DEFAULT_RETENTION_TIME = Duration.ofHours(24);

  public RetentionPolicy {
    if (minInterval.isNegative()) {
      throw new IllegalArgumentException("minInterval must not be negative: " + minInterval);
    }
    if (keepAtLeast < 1) {
      throw new IllegalArgumentException(
          "keepAtLeast must be at least 1, as the newest snapshot is never deleted by a policy: "
              + keepAtLeast);
    }
    keep.forEach((period, count) -> {
      if (count < 0) {
        throw new IllegalArgumentException(
            "the number of " + period.noun() + "s to keep must not be negative: " + count);
      }
    });
    keep = Map.copyOf(keep);
    pinTags = Set.copyOf(pinTags);
  }

  /**
   * The defaults.
   *
   * @return the newest 5 that are not older than a day, and the newest one in any case
   */
  public static RetentionPolicy defaults() {
    return new RetentionPolicy(
        DEFAULT_MAX_SNAPSHOTS,
        DEFAULT_RETENTION_TIME,
        DEFAULT_MIN_INTERVAL,
        1,
        Map.of(),
        ZoneOffset.UTC,
        Set.of());
  }

  /**
   * Changes the limit by count.
   *
   * @param newMax see {@link #maxSnapshots}
   * @return a changed copy
   */
  public RetentionPolicy withMaxSnapshots(int newMax) {
    return new RetentionPolicy(
        newMax, retentionTime, minInterval, keepAtLeast, keep, zone, pinTags);
  }

  /**
   * Changes the limit by age.
   *
   * @param newTime see {@link #retentionTime}
   * @return a changed copy
   */
  public RetentionPolicy withRetentionTime(Duration newTime) {
    return new RetentionPolicy(
        maxSnapshots, newTime, minInterval, keepAtLeast, keep, zone, pinTags);
  }

  /**
   * Changes the time between two snapshots.
   *
   * @param newInterval see {@link #minInterval}
   * @return a changed copy
   */
  public RetentionPolicy withMinInterval(Duration newInterval) {
    return new RetentionPolicy(
        maxSnapshots, retentionTime, newInterval, keepAtLeast, keep, zone, pinTags);
  }

  /**
   * Changes how many are kept in any case.
   *
   * @param newCount see {@link #keepAtLeast}
   * @return a changed copy
   */
  public RetentionPolicy withKeepAtLeast(int newCount) {
    return new RetentionPolicy(
        maxSnapshots, retentionTime, minInterval, newCount, keep, zone, pinTags);
  }

  /**
   * Changes of how many periods the newest is kept.
   *
   * @param period kind of period
   * @param count see {@link #keep}
   * @return a changed copy
   */
  public RetentionPolicy withKeep(Period period, int count) {
    Map<Period, Integer> changed = new EnumMap<>(Period.class);
    changed.putAll(keep);
    changed.put(period, count);
    return new RetentionPolicy(
        maxSnapshots, retentionTime, minInterval, keepAtLeast, changed, zone, pinTags);
  }

  /**
   * Changes the time zone.
   *
   * @param newZone see {@link #zone}
   * @return a changed copy
   */
  public RetentionPolicy withZone(ZoneId newZone) {
    return new RetentionPolicy(
        maxSnapshots, retentionTime, minInterval, keepAtLeast, keep, newZone, pinTags);
  }

  /**
   * Changes the tags that pin.
   *
   * @param newTags see {@link #pinTags}
   * @return a changed copy
   */
  public RetentionPolicy withPinTags(Set<String> newTags) {
    return new RetentionPolicy(
        maxSnapshots, retentionTime, minInterval, keepAtLeast, keep, zone, newTags);
  }
}
