package io.segsnap.benchmarks.pause;

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

/** What is compared: nothing, a snapshot by each kind of strategy, and the design that locks. */
final class Backgrounds {

  private static final Duration NOTHING_FOR = Duration.ofMillis(500);

  private Backgrounds() {}

  static List<Background> of(Log log, SnapshotManager manager, OpenLoop loop, Path scratch) {
    List<Background> all = new ArrayList<>();
    all.add(new Nothing());
    all.add(new Create(log, manager, CopyStrategy.OFF_HEAP, true));
    all.add(new Create(log, manager, CopyStrategy.OFF_HEAP, false));
    all.add(new Create(log, manager, CopyStrategy.LINK, true));
    all.add(new LockedCopy(log, loop.lock(), scratch.resolve("locked-0")));
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
    private final CopyStrategy strategy;
    private final boolean synced;
    private String id = "";

    Create(Log log, SnapshotManager manager, CopyStrategy strategy, boolean synced) {
      this.log = log;
      this.manager = manager;
      this.strategy = strategy;
      this.synced = synced;
    }

    @Override
    public String name() {
      return "create " + strategy + (synced ? ", synced" : ", not synced");
    }

    @Override
    public void run() throws IOException {
      CreateOptions options = CreateOptions.defaults()
          .withStrategy(strategy)
          .withThreads(1)
          .withSynced(synced)
          .withMinInterval(Duration.ZERO);
      id = manager.create(log, options).id();
    }

    @Override
    public void undo() throws IOException {
      manager.delete(id);
    }
  }

  /** The reference: nobody may append until every file is copied. */
  private record LockedCopy(Log log, Lock lock, Path target) implements Background {

    @Override
    public String name() {
      return "cp -r with the log locked";
    }

    @Override
    public void run() throws Exception {
      lock.lock();
      try {
        String script = "mkdir \"$1\" && cp -r \"$0\"/[0-9]* \"$1\"";
        int exit = new ProcessBuilder(
                "sh", "-c", script, log.directory().toString(), target.toString())
            .inheritIO()
            .start()
            .waitFor();
        if (exit != 0) {
          throw new IOException("cp exits with " + exit);
        }
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
