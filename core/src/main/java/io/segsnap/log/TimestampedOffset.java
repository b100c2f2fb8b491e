package io.segsnap.log;

/**
 * A record found by its timestamp.
 *
 * @param timestamp milliseconds since the epoch
 * @param offset the record's offset
 */
public record TimestampedOffset(long timestamp, long offset) {}
