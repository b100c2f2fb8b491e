package io.segsnap.copy;

import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Copies files range by range, so that one large file keeps every thread busy as well as many small ones do. All or
 * nothing: when a call fails or is cancelled, every worker is awaited and every target file of the call removed.
 *
 * <p>Memory is bounded by threads × {@value #BUFFER_BYTES} bytes off-heap, open files by four for each thread.
 * Thread safe.
 */
public final class CopyEngine {

  /** Size of a copy buffer; from 128 KiB to 2 MiB all were measured to be equally fast. */
  public static final int BUFFER_BYTES = 256 * 1024;

  private final Disk disk;
  private final BufferPool pool;
  private final ThreadFactory threadFactory;
  private final Pacer pacer;

  /**
   * An engine that holds nothing but idle buffers between calls.
   *
   * @param disk to write through
   * @param pool buffers of {@link #BUFFER_BYTES}
   * @param threadFactory makes the threads, which end before a call returns
   * @param pacer the time that limits of bytes per second go by
   */
  public CopyEngine(Disk disk, BufferPool pool, ThreadFactory threadFactory, Pacer pacer) {
    this.disk = disk;
    this.pool = pool;
    this.threadFactory = threadFactory;
    this.pacer = pacer;
  }

  /**
   * Copies files. Cancelled by an interrupt of the calling thread or an exception of the listener.
   *
   * @param jobs the files
   * @param options how
   * @return one result for each job, in their order
   * @throws io.segsnap.CorruptionException if a source has not the length or the checksums it must have
   * @throws io.segsnap.UnsupportedStrategyException if the file system doesn't have the strategy
   * @throws io.segsnap.StorageException if the file system fails; the first failure has later ones suppressed
   * @throws java.io.InterruptedIOException if the calling thread was interrupted
   */
  public List<CopyResult> copy(List<CopyJob> jobs, CopyOptions options) throws IOException {
    Copier copier = copierOf(options.strategy());
    Workers workers = workers(options, options.threads());
    RateLimit limit = new RateLimit(options.bytesPerSecond(), pacer, workers::isStopped);
    List<FileCopy> copies = jobs.stream()
        .map(job -> new FileCopy(job, options, disk, copier, limit))
        .toList();
    try {
      Progress progress = new Progress(
          options.listener(), copies.stream().mapToLong(FileCopy::lengthBytes).sum());
      share(copies, options, progress);
      CopyQueue queue =
          new CopyQueue(copies.stream().filter(copy -> !copy.isShared()).toList());
      workers.run(() -> copySteps(queue, progress));
      if (options.synced()) {
        syncShared(copies, options);
        syncDirectories(jobs);
      }
    } catch (IOException | RuntimeException | Error e) {
      abandon(copies, e);
      throw e;
    }
    return copies.stream().map(FileCopy::result).toList();
  }

  /** On one thread: those who add names to one directory wait for each other in the kernel. */
  private void share(List<FileCopy> copies, CopyOptions options, Progress progress)
      throws IOException {
    Iterator<FileCopy> shared = copies.stream().filter(FileCopy::isShared).iterator();
    workers(options, 1).run(() -> () -> {
      FileCopy copy = takeNext(shared);
      if (copy != null) {
        progress.add(copy.share());
      }
      return copy != null;
    });
  }

  private Copier copierOf(CopyStrategy strategy) {
    return switch (strategy) {
      case STREAM -> new StreamCopier();
      case TRANSFER -> new TransferCopier(pool);
      case MAPPED -> new MappedCopier(pool);
      case OFF_HEAP -> new OffHeapCopier(pool);
      case LINK -> SharingCopier.linking(new OffHeapCopier(pool));
      case CLONE -> SharingCopier.cloning(new OffHeapCopier(pool));
      case AUTO -> throw new IllegalArgumentException("pick a strategy first");
    };
  }

  private Workers workers(CopyOptions options, int threads) {
    return new Workers(options.operation(), threads, threadFactory);
  }

  private static Workers.Steps copySteps(CopyQueue queue, Progress progress) {
    return new Workers.Steps() {
      private CopyQueue.@Nullable Turn own;

      @Override
      public boolean next() throws IOException {
        CopyQueue.Step step = queue.next(own);
        if (step == null) {
          return false;
        }
        own = step.turn();
        progress.add(own.file.copyStep(step.index()));
        return true;
      }
    };
  }

  /**
   * Linking dirties an inode's metadata, and syncing it then commits the file system's journal: one commit for
   * all links when they are synced after the last, but one for each when they are synced as they are made.
   */
  private void syncShared(List<FileCopy> copies, CopyOptions options) throws IOException {
    Iterator<FileCopy> shared = copies.stream().filter(FileCopy::needsSync).iterator();
    if (!shared.hasNext()) {
      return;
    }
    workers(options, options.threads()).run(() -> () -> {
      FileCopy copy = takeNext(shared);
      if (copy != null) {
        copy.syncShared();
      }
      return copy != null;
    });
  }

  private static @Nullable FileCopy takeNext(Iterator<FileCopy> files) {
    synchronized (files) {
      return files.hasNext() ? files.next() : null;
    }
  }

  private void syncDirectories(List<CopyJob> jobs) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    Path last = null;
    for (CopyJob job : jobs) {
      Path parent = job.target().getParent();
      if (parent == null || !parent.equals(last)) {
        last = parent;
        directories.add(job.target().toAbsolutePath().resolveSibling(""));
      }
    }
    for (Path directory : directories) {
      disk.syncDirectory(directory);
    }
  }

  private static void abandon(List<FileCopy> copies, Throwable cause) {
    for (FileCopy copy : copies) {
      try {
        copy.abandon();
      } catch (IOException | RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
