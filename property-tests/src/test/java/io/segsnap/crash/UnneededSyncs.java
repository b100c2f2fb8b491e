package io.segsnap.crash;

import java.util.List;
import java.util.Map;

/** Syncs whose failure is no failure of the operation. */
final class UnneededSyncs {

  /** Beginnings of operations' names, and patterns of what may fail. */
  private static final Map<String, List<String>> ALLOWED = Map.of(
      // A verify only reads, to its caller. It notes checksums on the way; where they can't be kept
      // the next verify computes them again, and the catalog is an index of them.
      "verify",
      List.of(
          "sync .*/snapshot-\\d+/manifest\\.json\\.tmp",
          "sync directory .*/snapshot-\\d+",
          "sync .*/snapshots\\.json\\.tmp",
          "sync directory .*/\\.snapshots"),
      // The catalog is an index: without it opening reads the directories, now and the next time.
      "catalog rebuild",
      List.of("sync .*/snapshots\\.json\\.tmp", "sync directory .*/\\.snapshots"));

  private UnneededSyncs() {}

  /**
   * Whether an operation may succeed without a sync.
   *
   * @param operation its name
   * @param sync as {@link FaultDisk#hit} tells it
   */
  static boolean has(String operation, String sync) {
    return ALLOWED.entrySet().stream()
        .filter(allowed -> operation.startsWith(allowed.getKey()))
        .anyMatch(allowed -> allowed.getValue().stream().anyMatch(sync::matches));
  }
}
