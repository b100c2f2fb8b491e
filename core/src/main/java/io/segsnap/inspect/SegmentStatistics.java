package io.segsnap.inspect;

import io.segsnap.format.CompressionCodec;
import java.util.Set;

/**
 * What the batches of a segment say about themselves. Transaction markers are counted apart and have
 * no part in the timestamps.
 *
 * @param baseOffset the offset in its file names
 * @param endOffset the next segment's base offset, for the last segment the log end offset
 * @param sizeBytes length of its {@code .log} file as far as it is valid
 * @param batches number of batches of any kind
 * @param records records that consumers can see, aborted ones and those below the log start offset
 *     included; a compressed batch from before Kafka 0.11 counts as one
 * @param controlRecords transaction markers
 * @param minTimestamp smallest first timestamp of a batch, milliseconds since the epoch, -1 for none
 * @param maxTimestamp largest record timestamp, milliseconds since the epoch, -1 for none
 * @param codecs of the batches with records
 */
public record SegmentStatistics(
    long baseOffset,
    long endOffset,
    long sizeBytes,
    long batches,
    long records,
    long controlRecords,
    long minTimestamp,
    long maxTimestamp,
    Set<CompressionCodec> codecs) {

  public SegmentStatistics {
    codecs = Set.copyOf(codecs);
  }
}
