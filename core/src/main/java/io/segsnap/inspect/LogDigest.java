package io.segsnap.inspect;

import io.segsnap.log.LogPoint;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * A digest over the records of a log as a consumer gets them: two logs with the same digest hold the
 * same records, however they are batched, compressed or split into segments.
 *
 * <p>SHA-256 over all records in offset order from the log start offset on, control batches left
 * out, big-endian: offset i64, timestamp i64, key length i32 (-1 for null) and key, value length i32
 * (-1 for null) and value, header count i32, and for each header key length i32 and key, value
 * length i32 (-1 for null) and value.
 *
 * @param sha256 in lower-case hexadecimal
 * @param records how many
 * @param payloadBytes of keys, values and headers
 * @param firstOffset of the first record, -1 without one
 * @param lastOffset of the last record, -1 without one
 * @param minTimestamp smallest record timestamp, milliseconds since the epoch, -1 without one
 * @param maxTimestamp largest record timestamp, milliseconds since the epoch, -1 without one
 */
public record LogDigest(
    String sha256,
    long records,
    long payloadBytes,
    long firstOffset,
    long lastOffset,
    long minTimestamp,
    long maxTimestamp) {

  /** Which transactional records count, as a consumer's {@code isolation.level}. */
  public enum Isolation {
    /** All of them. */
    READ_UNCOMMITTED,
    /** None of aborted transactions, and nothing from the first open transaction on. */
    READ_COMMITTED
  }

  /**
   * Reads every record, verifying the checksum of each batch.
   *
   * @param point stays open
   * @param progress told of the bytes of every batch once it was read
   * @throws io.segsnap.CorruptionException if a batch or a record is damaged, or an index of aborted
   *     transactions that is asked for
   */
  public static LogDigest of(LogPoint point, Isolation isolation, LongConsumer progress)
      throws IOException {
    return new DigestRun(point, isolation, progress).run();
  }
}
