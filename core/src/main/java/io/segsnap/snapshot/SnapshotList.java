package io.segsnap.snapshot;

import java.util.List;

/**
 * The snapshots of a folder.
 *
 * @param snapshots those whose metadata can be read, newest first
 * @param damaged those whose manifest can't, newest first
 */
public record SnapshotList(List<Snapshot> snapshots, List<DamagedSnapshot> damaged) {

  public SnapshotList {
    snapshots = List.copyOf(snapshots);
    damaged = List.copyOf(damaged);
  }
}
