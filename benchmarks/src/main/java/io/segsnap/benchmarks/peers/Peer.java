package io.segsnap.benchmarks.peers;

import io.segsnap.benchmarks.SameBytes;
import java.nio.file.Path;
import java.util.List;

/**
 * A way to back up a partition directory. One cycle is: begin, back up, back up again, update, back up, restore,
 * check, end; only backing up, restoring and checking are timed, and each is durable when it returns. Not thread safe.
 */
interface Peer {

  String name();

  /** Whether it is a part of this project, so that its failure is ours and ends the run. */
  default boolean isOurs() {
    return false;
  }

  /** Whether a backup shares files with what it backs up, so that no bytes move. */
  default boolean sharesFiles() {
    return false;
  }

  /** Programs it needs on the {@code PATH}. */
  default List<String> programs() {
    return List.of();
  }

  /**
   * Prepares a store.
   *
   * @param data the partition directory
   * @param home a new folder for it alone
   */
  void begin(Path data, Path home) throws Exception;

  /** The data changed. */
  default void update() throws Exception {}

  void backUp() throws Exception;

  /**
   * Restores the newest backup.
   *
   * @param target must not exist
   */
  void restore(Path target) throws Exception;

  /** Whether it can tell if a backup is damaged. */
  boolean hasCheck();

  /** Reads all of the newest backup. */
  void check() throws Exception;

  /** Requires that a restored directory is what was backed up. */
  default void requireSame(Path data, Path target) throws Exception {
    new SameBytes().require(data, target);
  }

  /** Closes what is open. */
  default void end() throws Exception {}
}
