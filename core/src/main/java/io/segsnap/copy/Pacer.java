package io.segsnap.copy;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Tells how time passes, and lets it pass. Thread safe. */
public interface Pacer {

  /** The real time. */
  Pacer SYSTEM = new Pacer() {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) throws InterruptedIOException {
      try {
        TimeUnit.NANOSECONDS.sleep(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting");
      }
    }
  };

  /** {@return nanoseconds since some instant} */
  long nanoTime();

  /**
   * Waits.
   *
   * @param nanos how long at least
   * @throws InterruptedIOException if the thread was interrupted; its interrupt status is set
   */
  void sleep(long nanos) throws InterruptedIOException;
}
