package io.segsnap.benchmarks.pause;

import io.segsnap.benchmarks.Cp;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What is compared: nothing, a snapshot by each strategy, a plain copy, and the design that locks. */
final class Backgrounds {

  private static final Duration NOTHING_FOR = Duration.ofMillis(500);
  private static final long LIMIT = 100L << 20;

  private Backgrounds() {}

  /**
   * All of them.
   *
   * @param hasClones whether the file system has clones
   */
  static List<Background> of(
      Log log, SnapshotManager manager, OpenLoop loop, Path scratch, boolean hasClones) {
    List<Background> all = new ArrayList<>();
    all.add(new Nothing());
    for (CopyStrategy strategy : CopyStrategy.values()) {
      if (strategy != CopyStrategy.AUTO && (strategy != CopyStrategy.CLONE || hasClones)) {
        all.add(new Create(log, manager, "create " + strategy, strategy, 0));
      }
    }
    all.add(
        new Create(log, manager, "create off-heap, limit 100 MiB/s", CopyStrategy.OFF_HEAP, LIMIT));
    all.add(new Copy(log, new ReentrantLock(), scratch.resolve("cp-0"), "cp -r and sync"));
    all.add(new Copy(log, loop.lock(), scratch.resolve("cp-1"), "the same with the log locked"));
    return all;
  }

  private record Nothing() implements Background {

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public void run() throws InterruptedException {
      Thread.sleep(NOTHING_FOR.toMillis());
    }

    @Override
    public void undo() {
      // nothing was done
    }
  }

  private static final class Create implements Background {

    private final Log log;
    private final SnapshotManager manager;
    private final String name;
    private final CreateOptions options;
    private String id = "";

    Create(
        Log log, SnapshotManager manager, String name, CopyStrategy strategy, long bytesPerSecond) {
      this.log = log;
      this.manager = manager;
      this.name = name;
      this.options = CreateOptions.defaults()
          .withStrategy(strategy)
          .withThreads(1)
          .withBytesPerSecond(bytesPerSecond)
          .withMinInterval(Duration.ZERO);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run() throws IOException {
      id = manager.create(log, options).id();
    }

    @Override
    public void undo() throws IOException {
      manager.delete(id);
    }
  }

  /** The references: what any copy costs the appender, and what it costs to lock it out meanwhile. */
  private record Copy(Log log, Lock lock, Path target, String name) implements Background {

    @Override
    public void run() throws Exception {
      lock.lock();
      try {
        Cp.copySynced(log.directory(), target);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void undo() throws IOException {
      WorkFolder.delete(target);
    }
  }
}
