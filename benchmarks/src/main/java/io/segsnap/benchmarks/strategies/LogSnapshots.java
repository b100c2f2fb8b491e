package io.segsnap.benchmarks.strategies;

import io.segsnap.copy.CopyStrategy;
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
  static LogSnapshots fresh(Places places, Path log) {
    return new LogSnapshots(log, folder(places, "snapshots-", log));
  }

  /** A folder whose snapshot is kept for benchmarks that only read it. */
  static LogSnapshots kept(Places places, Path log) {
    return new LogSnapshots(log, folder(places, "kept-", log));
  }

  private static Path folder(Places places, String prefix, Path log) {
    return places.work().resolve(prefix + log.getFileName());
  }

  SnapshotManager manager(Meter meter) throws IOException {
    SnapshotOptions options =
        SnapshotOptions.defaults().withSnapshotDirectory(folder).withThreadFactory(meter.threads());
    return SnapshotManager.open(log, options);
  }

  Path snapshot(String id) {
    return folder.resolve(id);
  }

  /** Id of the newest snapshot, copied and with all checksums; made if there is none. */
  static String latest(SnapshotManager manager) throws IOException {
    List<Snapshot> snapshots = manager.list().snapshots();
    CreateOptions copied =
        CreateOptions.defaults().withStrategy(CopyStrategy.OFF_HEAP).withMinInterval(Duration.ZERO);
    return snapshots.isEmpty() ? manager.create(copied).id() : snapshots.get(0).id();
  }
}
