package io.segsnap.log;

import io.segsnap.format.CompressionCodec;

/**
 * How a log is written; the defaults are Kafka's where it has the option. Immutable.
 *
 * @param segmentBytes a segment is rolled before it would grow past this; default 1 GiB
 * @param indexIntervalBytes bytes of batches between two index entries; default 4096, 0 indexes
 *     every batch but the first
 * @param maxIndexBytes a segment is rolled before either index would grow past this; default 10 MiB
 * @param compression codec of the batches that {@link Log#append(Iterable)} builds; default none
 * @param leaderEpoch epoch stamped on appended batches; default 0
 * @param initialOffset base offset of the first segment of a new log; default 0
 * @param retentionBytes size that {@link Log#deleteOldSegments} cuts the log down to; default -1,
 *     unlimited
 * @param retentionMs age that {@link Log#deleteOldSegments} deletes segments at, in milliseconds;
 *     default -1, unlimited
 * @param syncOnRoll whether a segment is made durable when it is rolled, so that a crash can only
 *     damage the active one; default true. Kafka does it later, in the background
 * @param cutAtFirstDamage whether opening may cut the log at damage that valid batches follow, and
 *     lose these; default false: it is an error
 * @param offsetGaps whether opening accepts a gap between two segments that nothing explains;
 *     default false: a segment is reported missing
 */
public record LogOptions(
    long segmentBytes,
    int indexIntervalBytes,
    int maxIndexBytes,
    CompressionCodec compression,
    int leaderEpoch,
    long initialOffset,
    long retentionBytes,
    long retentionMs,
    boolean syncOnRoll,
    boolean cutAtFirstDamage,
    boolean offsetGaps) {

  private static final long DEFAULT_SEGMENT_BYTES = 1L << 30;
  private static final int DEFAULT_INDEX_INTERVAL_BYTES = 4096;
  private static final int DEFAULT_MAX_INDEX_BYTES = 10 << 20;

  /** Offsets are relative to a segment's base by an i32, so none may be larger than this. */
  public static final long MAX_BASE_OFFSET = Long.MAX_VALUE - (1L << 31);

  public LogOptions {
    require(segmentBytes > 0, "segmentBytes must be positive");
    require(indexIntervalBytes >= 0, "indexIntervalBytes must not be negative");
    require(maxIndexBytes >= 12, "maxIndexBytes must hold an entry");
    require(leaderEpoch >= 0, "leaderEpoch must not be negative");
    require(
        initialOffset >= 0 && initialOffset <= MAX_BASE_OFFSET,
        "initialOffset must lie between 0 and 2^63 - 2^31");
    require(compression != CompressionCodec.UNKNOWN, "compression must be a known codec");
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }

  public static LogOptions defaults() {
    return new LogOptions(
        DEFAULT_SEGMENT_BYTES,
        DEFAULT_INDEX_INTERVAL_BYTES,
        DEFAULT_MAX_INDEX_BYTES,
        CompressionCodec.NONE,
        0,
        0,
        -1,
        -1,
        true,
        false,
        false);
  }

  public LogOptions withSegmentBytes(long value) {
    return new LogOptions(
        value,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withIndexIntervalBytes(int value) {
    return new LogOptions(
        segmentBytes,
        value,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withMaxIndexBytes(int value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        value,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withCompression(CompressionCodec value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        value,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withLeaderEpoch(int value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        value,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withInitialOffset(long value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        value,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withRetentionBytes(long value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        value,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withRetentionMs(long value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        value,
        syncOnRoll,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withSyncOnRoll(boolean value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        value,
        cutAtFirstDamage,
        offsetGaps);
  }

  public LogOptions withCutAtFirstDamage(boolean value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        value,
        offsetGaps);
  }

  public LogOptions withOffsetGaps(boolean value) {
    return new LogOptions(
        segmentBytes,
        indexIntervalBytes,
        maxIndexBytes,
        compression,
        leaderEpoch,
        initialOffset,
        retentionBytes,
        retentionMs,
        syncOnRoll,
        cutAtFirstDamage,
        value);
  }
}
