package io.segsnap.copy;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps the bytes that several threads move together under a rate: each chunk waits until the time that the chunks
 * before it were due for. Thread safe.
 */
final class RateLimit {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Longest nap, so that a wait ends soon after the copy was cancelled. */
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long bytesPerSecond;
  private final Pacer pacer;
  private final BooleanSupplier isCancelled;
  private final long startNanos;
  private long bytes;

  /**
   * Starts now.
   *
   * @param bytesPerSecond 0 for no limit
   * @param pacer tells the time and waits
   * @param isCancelled whether to wait no longer
   */
  RateLimit(long bytesPerSecond, Pacer pacer, BooleanSupplier isCancelled) {
    this.bytesPerSecond = bytesPerSecond;
    this.pacer = pacer;
    this.isCancelled = isCancelled;
    this.startNanos = bytesPerSecond == 0 ? 0 : pacer.nanoTime();
  }

  /** Waits until this many more bytes are due. */
  void await(int count) throws InterruptedIOException {
    if (bytesPerSecond == 0) {
      return;
    }
    long due = startNanos + dueAfter(count);
    long wait = due - pacer.nanoTime();
    while (wait > 0 && !isCancelled.getAsBoolean()) {
      pacer.sleep(Math.min(wait, NAP_NANOS));
      wait = due - pacer.nanoTime();
    }
  }

  private synchronized long dueAfter(int count) {
    bytes += count;
    return (long) (bytes / (double) bytesPerSecond * NANOS_PER_SECOND);
  }
}
