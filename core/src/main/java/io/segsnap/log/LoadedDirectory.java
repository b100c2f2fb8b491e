package io.segsnap.log;

import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.RangeChecksums;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a partition directory holds, as far as it is valid; nothing was changed to find out.
 *
 * @param listing the names
 * @param sealed the segments before the active one, in offset order
 * @param activeBaseOffset base offset of the last segment
 * @param activeBytes length of its valid part
 * @param activeIndexes its indexes
 * @param activeChecksums of its valid part, where they are known
 * @param logStartOffset first visible offset
 * @param endOffset offset after the last valid batch
 * @param epochs leader epochs up to the end
 * @param producers producer state at the end; null where it has not been needed yet
 * @param checksums what is known of files that were not read
 * @param recovery what was checked, rebuilt and must be cut
 */
record LoadedDirectory(
    PartitionDirectory listing,
    List<LoadedSegment> sealed,
    long activeBaseOffset,
    long activeBytes,
    SegmentIndexes activeIndexes,
    Optional<RangeChecksums> activeChecksums,
    long logStartOffset,
    long endOffset,
    LeaderEpochs epochs,
    @Nullable ProducerState producers,
    LogChecksums checksums,
    RecoveryReport recovery) {

  Optional<TailCut> tailCut() {
    return recovery.tailCut();
  }
}
