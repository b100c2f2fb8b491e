package io.segsnap.retention;

/**
 * Why a snapshot is kept or deleted.
 *
 * @param rule that speaks
 * @param text what it says, for people
 */
public record Reason(Rule rule, String text) {

  /** What can speak for or against a snapshot. */
  public enum Rule {
    /** More newer snapshots than {@link RetentionPolicy#maxSnapshots}; for deleting. */
    MAX_SNAPSHOTS,
    /** Older than {@link RetentionPolicy#retentionTime}; for deleting. */
    RETENTION_TIME,
    /** Nothing speaks for deleting. */
    WITHIN_LIMITS,
    /** Among the newest {@link RetentionPolicy#keepAtLeast}; for keeping. */
    KEEP_AT_LEAST,
    /** Newest of one of the last {@link RetentionPolicy#keep periods}; for keeping. */
    KEEP_PERIOD,
    /** Has one of {@link RetentionPolicy#pinTags}; for keeping. */
    PINNED,
    /** Dated later than now: kept, and counted for nothing. */
    FUTURE
  }

  @Override
  public String toString() {
    return text;
  }
}
