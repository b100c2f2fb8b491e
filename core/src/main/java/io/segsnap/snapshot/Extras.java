package io.segsnap.snapshot;

/** What a differential restore does with files of the target that the snapshot doesn't have. */
public enum Extras {
  /** Moves them into the folder {@code .removed-<id>} of the target. */
  MOVE_ASIDE,
  /** Deletes them. */
  REMOVE
}
