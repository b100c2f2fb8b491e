package io.segsnap.benchmarks.strategies;

import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The log to measure on, and a folder for its snapshots.
 *
 * @param log the partition directory
 * @param folder for snapshots
 */
record LogSnapshots(Path log, Path folder) {

  /** A folder that starts empty. */
  static LogSnapshots fresh() {
    return in("snapshots");
  }

  /** A folder whose snapshot is kept for benchmarks that only read it. */
  static LogSnapshots kept() {
    return in("kept");
  }

  private static LogSnapshots in(String name) {
    Places places = Places.fromProperties();
    return new LogSnapshots(places.log(), places.work().resolve(name));
  }

  SnapshotManager manager(HeapCounter heap) throws IOException {
    SnapshotOptions options =
        SnapshotOptions.defaults().withSnapshotDirectory(folder).withThreadFactory(heap.threads());
    return SnapshotManager.open(log, options);
  }

  Path snapshot(String id) {
    return folder.resolve(id);
  }

  /** Id of the newest snapshot, copied and with all checksums; made if there is none. */
  static String latest(SnapshotManager manager) throws IOException {
    List<Snapshot> snapshots = manager.list().snapshots();
    return snapshots.isEmpty()
        ? manager
            .create(CreateOptions.defaults().withMinInterval(Duration.ZERO))
            .id()
        : snapshots.get(0).id();
  }
}
