package io.segsnap.copy;

/** Adds up the bytes that several threads are done with and tells a listener. Thread safe. */
public final class Progress {

  private final ProgressListener listener;
  private final long totalBytes;
  private long doneBytes;

  /**
   * Starts at zero.
   *
   * @param listener to tell
   * @param totalBytes what all the work comes to
   */
  public Progress(ProgressListener listener, long totalBytes) {
    this.listener = listener;
    this.totalBytes = totalBytes;
  }

  /**
   * Notes work done.
   *
   * @param bytes done since the thread's last call
   */
  public synchronized void add(long bytes) {
    doneBytes += bytes;
    listener.onProgress(doneBytes, totalBytes);
  }
}
