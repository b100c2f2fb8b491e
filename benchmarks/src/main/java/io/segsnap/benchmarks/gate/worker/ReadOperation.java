package io.segsnap.benchmarks.gate.worker;

import io.segsnap.log.Batches;
import io.segsnap.log.Log;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a log from start to end, a mebibyte at a time, batch by batch. */
final class ReadOperation implements Operation {

  private static final int STEP_BYTES = 1 << 20;

  private final Log log;
  private final int times;

  ReadOperation(Site site, int times) throws IOException {
    Path directory = site.place("read-0");
    site.delete(directory);
    SnapshotManager manager = site.kept();
    manager.restore(
        manager.resolve("latest"), directory, RestoreOptions.defaults().withSynced(false));
    this.log = site.open(directory);
    this.times = times;
  }

  /** Takes what was read. */
  @FunctionalInterface
  private interface Reader {
    void take(Batches batches);
  }

  @Override
  public void run() throws IOException {
    for (int i = 0; i < times; i++) {
      read(batches -> {});
    }
  }

  private void read(Reader reader) throws IOException {
    long offset = log.logStartOffset();
    while (offset < log.highWaterMark()) {
      try (Batches batches = log.read(offset, STEP_BYTES)) {
        reader.take(batches);
        while (batches.next()) {
          offset = batches.batch().lastOffset() + 1;
        }
      }
    }
  }

  @Override
  public void describe(Content content) throws IOException {
    read(batches -> content.add(batches.bytes()));
  }
}
