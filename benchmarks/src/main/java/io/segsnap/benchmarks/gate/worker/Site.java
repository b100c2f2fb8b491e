package io.segsnap.benchmarks.gate.worker;

import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Where a worker works.
 *
 * @param log the partition directory, which nothing changes
 * @param folder of this worker
 * @param segmentBytes of logs that it writes
 * @param synced whether operations make their results durable
 * @param disk to work through
 * @param threads makes the threads of operations
 */
record Site(
    Path log, Path folder, int segmentBytes, boolean synced, Disk disk, ThreadFactory threads) {

  /** Like {@link #place}, for what is written in the background: its blocks are not counted. */
  Path placeInBackground(String name) throws IOException {
    return Files.createDirectories(folder.resolveSibling("background")).resolve(name);
  }

  /** A name for a destination. */
  Path place(String name) {
    return folder.resolve(name);
  }

  void delete(Path tree) throws IOException {
    WorkFolder.delete(tree);
  }

  SnapshotManager manager(Path logDirectory, Path snapshots) throws IOException {
    SnapshotOptions options = SnapshotOptions.defaults()
        .withSnapshotDirectory(snapshots)
        .withDisk(disk)
        .withThreadFactory(threads);
    return SnapshotManager.open(logDirectory, options);
  }

  CreateOptions createOptions() {
    return CreateOptions.defaults().withMinInterval(Duration.ZERO).withSynced(synced);
  }

  /** The snapshot that operations only read, made by this build; the same for all of them. */
  SnapshotManager kept() throws IOException {
    SnapshotManager manager = manager(log, place("kept"));
    if (!Files.exists(place("kept"))) {
      manager.create(createOptions().withSynced(false));
    }
    return manager;
  }

  Log open(Path directory) throws IOException {
    LogOptions options =
        LogOptions.defaults().withSegmentBytes(segmentBytes).withSyncOnRoll(synced);
    return Log.open(directory, options, disk, Clock.systemUTC());
  }
}
