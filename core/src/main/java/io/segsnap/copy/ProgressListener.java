package io.segsnap.copy;

/**
 * Told how far a long operation is, from the threads that work on it but never by two at once. An exception it
 * throws cancels the operation, which then leaves nothing behind.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Ignores progress. */
  ProgressListener NONE = (bytesDone, bytesTotal) -> {};

  /**
   * Called after every few MiB.
   *
   * @param bytesDone grows from call to call
   * @param bytesTotal the same in every call
   */
  void onProgress(long bytesDone, long bytesTotal);
}
