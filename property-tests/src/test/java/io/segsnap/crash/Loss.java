package io.segsnap.crash;

/** What a crash takes of the calls made before it. */
enum Loss {
  /** The process was killed: nothing is lost. */
  NOTHING,
  /** The process was killed in the middle of a write: half of it is there. */
  HALF_A_WRITE,
  /** Power failed: file contents are as of the last sync of each file, names are all there. */
  DATA,
  /** As {@link #DATA}, but the lengths are there and zeros are in the place of what was not synced. */
  DATA_ZEROED,
  /** Power failed: names are as of the last sync of each directory, contents are all there. */
  NAMES,
  /** Power failed: only what was synced is there. */
  DATA_AND_NAMES,
  /** Power failed: of all that was not synced a random part is there, as if reordered. */
  REORDERED;

  boolean isPowerFailure() {
    return this != NOTHING && this != HALF_A_WRITE;
  }
}
