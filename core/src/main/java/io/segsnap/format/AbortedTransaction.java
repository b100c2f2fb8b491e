package io.segsnap.format;

/**
 * One aborted transaction.
 *
 * @param producerId the producer
 * @param firstOffset offset of its first record
 * @param lastOffset offset of its abort marker
 * @param lastStableOffset first offset of any transaction still open after the marker, else the
 *     offset after the marker
 */
public record AbortedTransaction(
    long producerId, long firstOffset, long lastOffset, long lastStableOffset) {}
