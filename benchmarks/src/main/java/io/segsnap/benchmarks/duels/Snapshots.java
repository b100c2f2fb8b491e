package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.SameBytes;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Path;

/** A folder of snapshots of one log, which goes when it is closed. */
record Snapshots(Path log, Path folder) implements AutoCloseable {

  static Snapshots of(Logs logs) throws IOException {
    return of(logs.ours(), logs);
  }

  static Snapshots of(Path log, Logs logs) {
    return new Snapshots(log, logs.scratch().resolve("snapshots"));
  }

  SnapshotManager manager() throws IOException {
    return SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(folder));
  }

  /** Requires that a snapshot holds what its log does, and deletes it. */
  void compareAndDelete(SnapshotManager manager, String id, SameBytes sameBytes)
      throws IOException {
    sameBytes.require(log, folder.resolve(id));
    manager.delete(id);
  }

  @Override
  public void close() throws IOException {
    WorkFolder.delete(folder);
  }
}
