package io.segsnap.copy;

/**
 * How to copy a list of files.
 *
 * @param operation what the files are copied for, the first word of error messages
 * @param strategy default {@link CopyStrategy#OFF_HEAP}
 * @param threads upper bound of threads that copy, at least 1; with 1 the calling thread copies. Default 1
 * @param synced whether files and then their directories are made durable before the copy returns; default true
 * @param listener default none
 */
public record CopyOptions(
    String operation,
    CopyStrategy strategy,
    int threads,
    boolean synced,
    ProgressListener listener) {

  public CopyOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /**
   * The defaults.
   *
   * @param operation what the files are copied for
   * @return one thread, off-heap, synced, without listener
   */
  public static CopyOptions of(String operation) {
    return new CopyOptions(operation, CopyStrategy.OFF_HEAP, 1, true, ProgressListener.NONE);
  }

  /**
   * Changes the strategy.
   *
   * @param newStrategy how bytes move
   * @return a changed copy
   */
  public CopyOptions withStrategy(CopyStrategy newStrategy) {
    return new CopyOptions(operation, newStrategy, threads, synced, listener);
  }

  /**
   * Changes the number of threads.
   *
   * @param newThreads at least 1
   * @return a changed copy
   */
  public CopyOptions withThreads(int newThreads) {
    return new CopyOptions(operation, strategy, newThreads, synced, listener);
  }

  /**
   * Changes the durability.
   *
   * @param newSynced whether to sync
   * @return a changed copy
   */
  public CopyOptions withSynced(boolean newSynced) {
    return new CopyOptions(operation, strategy, threads, newSynced, listener);
  }

  /**
   * Changes the listener.
   *
   * @param newListener told of progress
   * @return a changed copy
   */
  public CopyOptions withListener(ProgressListener newListener) {
    return new CopyOptions(operation, strategy, threads, synced, newListener);
  }
}
