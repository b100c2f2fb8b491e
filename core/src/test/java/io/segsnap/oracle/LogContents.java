package io.segsnap.oracle;

import io.segsnap.format.AbortedTransaction;
import io.segsnap.format.Producer;
import java.util.List;
import java.util.Map;

/**
 * Everything that Kafka finds in a partition directory.
 *
 * @param logStartOffset first visible offset
 * @param logEndOffset offset of the next record
 * @param lastStableOffset first offset of an open transaction, else the log end offset
 * @param records data records in offset order, those of aborted transactions included
 * @param epochs start offset of each leader epoch
 * @param producers by producer id
 * @param aborted aborted transactions in the order of their markers
 */
public record LogContents(
    long logStartOffset,
    long logEndOffset,
    long lastStableOffset,
    List<StoredRecord> records,
    Map<Integer, Long> epochs,
    Map<Long, Producer> producers,
    List<AbortedTransaction> aborted) {}
