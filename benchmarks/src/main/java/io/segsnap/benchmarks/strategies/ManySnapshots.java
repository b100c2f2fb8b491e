package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A folder of many snapshots of a tiny log, a minute between them, the first {@link #FIRST}. */
record ManySnapshots(Path log, Path folder) {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final CreateOptions QUICK = CreateOptions.defaults()
      .withStrategy(CopyStrategy.LINK)
      .withThreads(1)
      .withSynced(false)
      .withMinInterval(Duration.ZERO);

  /** The folder of so many snapshots, made by the first who asks for it. */
  static ManySnapshots of(Path work, int count) throws IOException {
    Path log = new LogShape(1, 2 * ReadyBatches.BATCH_BYTES).in(work);
    Path folder = work.resolve("many-" + count);
    if (!Files.exists(folder)) {
      Path unfinished = work.resolve("making-" + count);
      WorkFolder.delete(unfinished);
      make(log, unfinished, count);
      Files.move(unfinished, folder);
    }
    return new ManySnapshots(log, folder);
  }

  /**
   * Each snapshot is made where it is the only one and moved from there: the catalog would be
   * written anew, with all that are there, for each.
   */
  private static void make(Path log, Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    Path single = folder.resolveSibling("single");
    for (int i = 0; i < count; i++) {
      Clock clock = Clock.fixed(FIRST.plus(Duration.ofMinutes(i)), ZoneOffset.UTC);
      SnapshotOptions options =
          SnapshotOptions.defaults().withSnapshotDirectory(single).withClock(clock);
      String id = SnapshotManager.open(log, options).create(QUICK).id();
      Files.move(single.resolve(id), folder.resolve(id));
      WorkFolder.delete(single);
    }
    SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(folder));
  }

  /** Opens a folder of these snapshots, this one or a copy. */
  SnapshotManager manager(Path inFolder, Meter meter) throws IOException {
    return SnapshotManager.open(
        log,
        SnapshotOptions.defaults()
            .withSnapshotDirectory(inFolder)
            .withClock(Clock.fixed(FIRST.plus(Duration.ofDays(365)), ZoneOffset.UTC))
            .withThreadFactory(meter.threads()));
  }
}
