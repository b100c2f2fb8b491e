package io.segsnap.benchmarks.gate.worker;

import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.ThreadCosts;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Appends while a snapshot of the same log is being copied. The copy waits once until the appends
 * are done, or for {@value #PATIENCE_MS} ms, so that they fall into it whatever the machine is like;
 * a log that is locked meanwhile holds them up for all of that. What the copy takes is never counted,
 * so it does not matter if it goes on meanwhile.
 */
final class PauseOperation implements Operation {

  static final int APPENDS = 256;
  private static final int PATIENCE_MS = 250;

  private final Site site;
  private final Path directory;
  private final Path snapshots;
  private final long fill;
  private final ReadyBatches batches;
  private @Nullable Log log;
  private @Nullable Copy copy;

  PauseOperation(Site site, long bytes) throws IOException {
    this.site = site;
    this.directory = site.place("paused-0");
    this.snapshots = site.placeInBackground("snapshots");
    this.fill = bytes / ReadyBatches.BATCH_BYTES / 4;
    this.batches = new ReadyBatches(Settings.SEED);
  }

  /** The snapshot in the background. */
  private static final class Copy implements Runnable {
    private final Thread thread = ThreadCosts.inBackground(this);
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch appended = new CountDownLatch(1);
    private final SnapshotManager manager;
    private final Log log;
    private final CreateOptions options;
    private @Nullable IOException failure;

    Copy(SnapshotManager manager, Log log, CreateOptions options) {
      this.manager = manager;
      this.log = log;
      this.options = options.withProgress((done, total) -> awaitAppends());
    }

    private void awaitAppends() {
      if (started.getCount() == 0) {
        return;
      }
      started.countDown();
      try {
        appended.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Begins and waits until the first bytes are copied. */
    void start() {
      thread.start();
      try {
        started.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      try {
        manager.create(log, options);
      } catch (IOException e) {
        failure = e;
      } finally {
        started.countDown();
      }
    }

    void end() throws IOException {
      appended.countDown();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException("interrupted", e));
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  @Override
  public void prepare() throws IOException {
    Log opened = site.open(directory);
    log = opened;
    batches.rewind();
    append(opened, fill);
    SnapshotManager manager = site.manager(directory, snapshots);
    CreateOptions options = site.createOptions().withThreads(1).withStrategy(CopyStrategy.OFF_HEAP);
    Copy started = new Copy(manager, opened, options);
    copy = started;
    started.start();
  }

  private void append(Log target, long count) throws IOException {
    for (long i = 0; i < count; i++) {
      target.append(batches.next());
    }
  }

  @Override
  public void run() throws IOException {
    if (log != null) {
      append(log, APPENDS);
    }
  }

  @Override
  public void describe(Content content) throws IOException {
    end();
    content.addFolder(directory);
  }

  private void end() throws IOException {
    if (copy != null) {
      copy.end();
    }
    if (log != null) {
      log.close();
    }
  }

  @Override
  public void clear() throws IOException {
    end();
    site.delete(directory);
    site.delete(snapshots);
  }
}
