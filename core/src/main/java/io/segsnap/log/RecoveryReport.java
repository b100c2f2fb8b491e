package io.segsnap.log;

import java.util.List;
import java.util.Optional;

/**
 * What opening a log had to do.
 *
 * @param clean whether the log had been closed, so that no batch needed to be checked
 * @param checkedSegments base offsets of the segments whose batches were all checked
 * @param rebuiltIndexes base offsets of the segments whose indexes were missing or unusable
 * @param tailCut bytes that were cut from the end of the log, if any
 */
public record RecoveryReport(
    boolean clean,
    List<Long> checkedSegments,
    List<Long> rebuiltIndexes,
    Optional<TailCut> tailCut) {

  public RecoveryReport {
    checkedSegments = List.copyOf(checkedSegments);
    rebuiltIndexes = List.copyOf(rebuiltIndexes);
  }
}
