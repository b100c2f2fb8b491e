package io.segsnap.snapshot;

import io.segsnap.copy.ProgressListener;

/**
 * How to verify a snapshot.
 *
 * @param threads upper bound of threads; 0 (the default) means one for each processor
 * @param progress told how many bytes are done; an exception it throws cancels the call. Default none
 */
public record VerifyOptions(int threads, ProgressListener progress) {

  public VerifyOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative: " + threads);
    }
  }

  /**
   * The defaults.
   *
   * @return options
   */
  public static VerifyOptions defaults() {
    return new VerifyOptions(0, ProgressListener.NONE);
  }

  /**
   * Changes the number of threads.
   *
   * @param newThreads see {@link #threads}
   * @return a changed copy
   */
  public VerifyOptions withThreads(int newThreads) {
    return new VerifyOptions(newThreads, progress);
  }

  /**
   * Changes the listener.
   *
   * @param newProgress see {@link #progress}
   * @return a changed copy
   */
  public VerifyOptions withProgress(ProgressListener newProgress) {
    return new VerifyOptions(threads, newProgress);
  }

  /** The number of threads that 0 stands for, or the one that was asked for. */
  int effectiveThreads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
