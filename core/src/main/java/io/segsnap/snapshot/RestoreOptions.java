package io.segsnap.snapshot;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.copy.ProgressListener;
import java.util.Optional;

/**
 * How to restore a snapshot.
 *
 * @param strategy how bytes move; default {@link CopyStrategy#AUTO}, never {@link CopyStrategy#LINK}
 * @param threads upper bound of threads; 0 (the default) means one for each processor
 * @param synced whether everything is on disk when the call returns (the default). Without, a crash of the machine soon after may damage the result, which verifying it finds
 * @param bytesPerSecond upper bound of what is copied; 0 (the default) means none
 * @param range what part of the snapshot; default {@link RestoreRange#ALL}
 * @param differential makes an existing target equal to the result by rewriting only what differs, and says what to
 *     do with the files that do not belong to it; empty (the default) for a target that is missing or empty
 * @param dryRun whether only to tell what would be done; default false
 * @param progress told how many bytes are done; an exception it throws cancels the call. Default none
 */
public record RestoreOptions(
    CopyStrategy strategy,
    int threads,
    boolean synced,
    long bytesPerSecond,
    RestoreRange range,
    Optional<Extras> differential,
    boolean dryRun,
    ProgressListener progress) {

  public RestoreOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative: " + threads);
    }
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("bytesPerSecond must not be negative: " + bytesPerSecond);
    }
  }

  /**
   * The defaults.
   *
   * @return options
   */
  public static RestoreOptions defaults() {
    return new RestoreOptions(
        CopyStrategy.AUTO,
        0,
        true,
        0,
        RestoreRange.ALL,
        Optional.empty(),
        false,
        ProgressListener.NONE);
  }

  /**
   * Changes the strategy.
   *
   * @param newStrategy see {@link #strategy}
   * @return a changed copy
   */
  public RestoreOptions withStrategy(CopyStrategy newStrategy) {
    return new RestoreOptions(
        newStrategy, threads, synced, bytesPerSecond, range, differential, dryRun, progress);
  }

  /**
   * Changes the number of threads.
   *
   * @param newThreads see {@link #threads}
   * @return a changed copy
   */
  public RestoreOptions withThreads(int newThreads) {
    return new RestoreOptions(
        strategy, newThreads, synced, bytesPerSecond, range, differential, dryRun, progress);
  }

  /**
   * Changes the durability.
   *
   * @param newSynced see {@link #synced}
   * @return a changed copy
   */
  public RestoreOptions withSynced(boolean newSynced) {
    return new RestoreOptions(
        strategy, threads, newSynced, bytesPerSecond, range, differential, dryRun, progress);
  }

  /**
   * Changes the limit.
   *
   * @param newBytesPerSecond see {@link #bytesPerSecond}
   * @return a changed copy
   */
  public RestoreOptions withBytesPerSecond(long newBytesPerSecond) {
    return new RestoreOptions(
        strategy, threads, synced, newBytesPerSecond, range, differential, dryRun, progress);
  }

  /**
   * Changes the part of the snapshot.
   *
   * @param newRange see {@link #range}
   * @return a changed copy
   */
  public RestoreOptions withRange(RestoreRange newRange) {
    return new RestoreOptions(
        strategy, threads, synced, bytesPerSecond, newRange, differential, dryRun, progress);
  }

  /**
   * Asks for a differential restore.
   *
   * @param extras see {@link #differential}
   * @return a changed copy
   */
  public RestoreOptions withDifferential(Extras extras) {
    return new RestoreOptions(
        strategy, threads, synced, bytesPerSecond, range, Optional.of(extras), dryRun, progress);
  }

  /**
   * Asks for a rehearsal.
   *
   * @param newDryRun see {@link #dryRun}
   * @return a changed copy
   */
  public RestoreOptions withDryRun(boolean newDryRun) {
    return new RestoreOptions(
        strategy, threads, synced, bytesPerSecond, range, differential, newDryRun, progress);
  }

  /**
   * Changes the listener.
   *
   * @param newProgress see {@link #progress}
   * @return a changed copy
   */
  public RestoreOptions withProgress(ProgressListener newProgress) {
    return new RestoreOptions(
        strategy, threads, synced, bytesPerSecond, range, differential, dryRun, newProgress);
  }

  /** The number of threads that 0 stands for, or the one that was asked for. */
  int effectiveThreads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
