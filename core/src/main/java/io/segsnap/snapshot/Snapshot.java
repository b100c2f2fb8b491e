package io.segsnap.snapshot;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.TailCut;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a snapshot without its files.
 *
 * @param id {@code snapshot-<epoch nanos>}, unique and increasing within its folder
 * @param created when, by the clock that the manager was given
 * @param topicPartition name of the partition directory, such as {@code orders-0}
 * @param baseOffset base offset of the first segment
 * @param logStartOffset first offset that readers may see; at least {@code baseOffset}
 * @param highWaterMark last offset + 1 of what the snapshot holds
 * @param segmentBaseOffsets base offset of each segment, ascending
 * @param totalBytes lengths of all files added up, linked ones included
 * @param label free text, or empty
 * @param tags free texts, possibly none
 * @param tailCut what was left out of the source because it was no whole valid batch
 * @param captures how many files each strategy took
 */
public record Snapshot(
    String id,
    Instant created,
    String topicPartition,
    long baseOffset,
    long logStartOffset,
    long highWaterMark,
    List<Long> segmentBaseOffsets,
    long totalBytes,
    Optional<String> label,
    List<String> tags,
    Optional<TailCut> tailCut,
    Map<CopyStrategy, Integer> captures) {

  public Snapshot {
    segmentBaseOffsets = OffsetList.copyOf(segmentBaseOffsets);
    tags = List.copyOf(tags);
    captures = Map.copyOf(captures);
  }

  /** {@return the number of segments} */
  public int segmentCount() {
    return segmentBaseOffsets.size();
  }
}
