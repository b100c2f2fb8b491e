package io.segsnap.copy;

/**
 * How to copy a list of files.
 *
 * @param operation what the files are copied for, the first word of error messages
 * @param strategy default {@link CopyStrategy#OFF_HEAP}
 * @param threads upper bound of threads that copy, at least 1; with 1 the calling thread copies. Default 1
 * @param synced whether files and then their directories are made durable before the copy returns; default true
 * @param steady whether a file that is synced is so while it grows, not only at its end: the disk gets its bytes in
 *     small portions, and whoever else writes to it waits less; default false
 * @param bytesPerSecond upper bound of what all threads copy together; 0, the default, for none. Links and clones
 *     aren't limited
 * @param listener default none
 */
public record CopyOptions(
    String operation,
    CopyStrategy strategy,
    int threads,
    boolean synced,
    boolean steady,
    long bytesPerSecond,
    ProgressListener listener) {

  public CopyOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("bytesPerSecond must not be negative: " + bytesPerSecond);
    }
  }

  /**
   * The defaults.
   *
   * @param operation what the files are copied for
   * @return one thread, off-heap, synced, without listener
   */
  public static CopyOptions of(String operation) {
    return new CopyOptions(
        operation, CopyStrategy.OFF_HEAP, 1, true, false, 0, ProgressListener.NONE);
  }

  /**
   * Changes the strategy.
   *
   * @param newStrategy how bytes move
   * @return a changed copy
   */
  public CopyOptions withStrategy(CopyStrategy newStrategy) {
    return new CopyOptions(
        operation, newStrategy, threads, synced, steady, bytesPerSecond, listener);
  }

  /**
   * Changes the number of threads.
   *
   * @param newThreads at least 1
   * @return a changed copy
   */
  public CopyOptions withThreads(int newThreads) {
    return new CopyOptions(
        operation, strategy, newThreads, synced, steady, bytesPerSecond, listener);
  }

  /**
   * Changes the durability.
   *
   * @param newSynced whether to sync
   * @return a changed copy
   */
  public CopyOptions withSynced(boolean newSynced) {
    return new CopyOptions(
        operation, strategy, threads, newSynced, steady, bytesPerSecond, listener);
  }

  /**
   * Changes when files are synced.
   *
   * @param newSteady see {@link #steady}
   * @return a changed copy
   */
  public CopyOptions withSteady(boolean newSteady) {
    return new CopyOptions(
        operation, strategy, threads, synced, newSteady, bytesPerSecond, listener);
  }

  /**
   * Changes the limit.
   *
   * @param newBytesPerSecond 0 for none
   * @return a changed copy
   */
  public CopyOptions withBytesPerSecond(long newBytesPerSecond) {
    return new CopyOptions(
        operation, strategy, threads, synced, steady, newBytesPerSecond, listener);
  }

  /**
   * Changes the listener.
   *
   * @param newListener told of progress
   * @return a changed copy
   */
  public CopyOptions withListener(ProgressListener newListener) {
    return new CopyOptions(
        operation, strategy, threads, synced, steady, bytesPerSecond, newListener);
  }
}
