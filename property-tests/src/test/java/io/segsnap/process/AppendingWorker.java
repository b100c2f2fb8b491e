package io.segsnap.process;

import io.segsnap.LockedException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.testing.TestLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A process that has the log open, appends to it, and takes snapshots of it; it talks as {@link SnapshotWorker}. */
final class AppendingWorker {

  private static final int SNAPSHOTS = 12;
  private static final int RECORDS = 7;

  private AppendingWorker() {}

  /** Arguments: the log. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Log log = Log.open(directory, TestLogs.OPTIONS)) {
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        round(log, directory, Path.of(line));
        System.out.println("end");
      }
    }
  }

  private static void round(Log log, Path directory, Path snapshots) throws IOException {
    SnapshotManager manager = SnapshotManager.open(
        directory, SnapshotOptions.defaults().withSnapshotDirectory(snapshots));
    for (int i = 0; i < SNAPSHOTS; i++) {
      TestLogs.append(log, RECORDS);
      System.out.println("append-create " + create(manager, log, i % 2 == 0));
    }
  }

  private static int create(SnapshotManager manager, Log log, boolean link) throws IOException {
    CreateOptions options = CreateOptions.defaults()
        .withMinInterval(Duration.ZERO)
        .withStrategy(link ? CopyStrategy.LINK : CopyStrategy.OFF_HEAP);
    try {
      manager.create(log, options);
      return 0;
    } catch (LockedException e) {
      return 6;
    }
  }
}
