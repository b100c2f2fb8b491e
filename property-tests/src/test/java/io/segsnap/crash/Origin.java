package io.segsnap.crash;

import io.segsnap.copy.CopyStrategy;

/** How a snapshot came about, and so what it knows of its files. */
enum Origin {
  COPIED(CopyStrategy.OFF_HEAP),
  /** The log knows the checksums of what it wrote. */
  LINKED(CopyStrategy.LINK),
  /**
   * Until a first verify, segments that somebody else wrote are protected by what they hold themselves.
   * In a compacted one nothing there tells which of the missing offsets a batch doesn't have, so that
   * this one is not compacted.
   */
  LINKED_FROM_A_LOG_WITHOUT_CHECKSUMS(CopyStrategy.LINK),
  LINKED_AND_VERIFIED(CopyStrategy.LINK);

  private final CopyStrategy strategy;

  Origin(CopyStrategy strategy) {
    this.strategy = strategy;
  }

  CopyStrategy strategy() {
    return strategy;
  }

  /** Whether the log is one that knows what it wrote. */
  boolean isKnownToLog() {
    return this == COPIED || this == LINKED;
  }

  /** Whether offsets are missing in it, as after a compaction. */
  boolean hasGaps() {
    return this != LINKED_FROM_A_LOG_WITHOUT_CHECKSUMS;
  }
}
