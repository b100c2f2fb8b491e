package io.segsnap.benchmarks.scaling;

import io.segsnap.benchmarks.BenchmarkException;
import io.segsnap.benchmarks.SameBytes;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Does every operation once on one log, and checks the results outside the time. */
final class Station {

  private static final double NANOS_PER_MS = 1e6;

  private final SameBytes sameBytes = new SameBytes();
  private final Path work;

  Station(Path work) {
    this.work = work;
  }

  private interface Timed {
    void run() throws Exception;
  }

  /** Milliseconds of each operation. */
  Map<Operation, Double> measure(Spot spot) throws Exception {
    Path log = spot.shape().in(work);
    Path folder = work.resolve("snapshots");
    Path target = work.resolve("restored-0");
    SnapshotManager manager =
        SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(folder));
    int threads = spot.threads();
    Map<Operation, Double> times = new EnumMap<>(Operation.class);
    times.put(Operation.LINK, link(manager, log, threads));
    times.put(Operation.CREATE, time(() -> create(manager, CopyStrategy.OFF_HEAP, threads)));
    String id = manager.resolve("latest");
    sameBytes.require(log, folder.resolve(id));
    times.put(
        Operation.RESTORE,
        time(() -> manager.restore(id, target, RestoreOptions.defaults().withThreads(threads))));
    sameBytes.require(log, target);
    times.put(Operation.VERIFY, time(() -> verify(manager, id, threads)));
    times.put(Operation.OPEN, open(target));
    WorkFolder.delete(target);
    WorkFolder.delete(folder);
    return times;
  }

  private static double time(Timed timed) throws Exception {
    long start = System.nanoTime();
    timed.run();
    return (System.nanoTime() - start) / NANOS_PER_MS;
  }

  private static double link(SnapshotManager manager, Path log, int threads) throws Exception {
    try (Log open = Log.open(log, LogOptions.defaults())) {
      CreateOptions options = options(CopyStrategy.LINK, threads);
      double ms = time(() -> manager.create(open, options));
      manager.delete(manager.resolve("latest"));
      return ms;
    }
  }

  private static CreateOptions options(CopyStrategy strategy, int threads) {
    return CreateOptions.defaults()
        .withStrategy(strategy)
        .withThreads(threads)
        .withMinInterval(Duration.ZERO);
  }

  private static void create(SnapshotManager manager, CopyStrategy strategy, int threads)
      throws IOException {
    manager.create(options(strategy, threads));
  }

  private static void verify(SnapshotManager manager, String id, int threads) throws IOException {
    var report = manager.verify(id, VerifyOptions.defaults().withThreads(threads));
    if (!report.isClean()) {
      throw BenchmarkException.wrongBytes("verify finds " + report.problems());
    }
  }

  private static double open(Path directory) throws IOException {
    long start = System.nanoTime();
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      double ms = (System.nanoTime() - start) / NANOS_PER_MS;
      if (!log.recovery().clean()) {
        throw BenchmarkException.wrongBytes("a restored log is not clean: " + log.recovery());
      }
      return ms;
    }
  }
}
