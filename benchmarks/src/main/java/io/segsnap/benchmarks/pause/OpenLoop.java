package io.segsnap.benchmarks.pause;

import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.log.Log;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/**
 * Appends at a fixed rate, whatever happens: an append that is held up delays none that follow, they
 * are due all the same. A latency counts from when its append was due, so nothing is left out while the
 * appender waits, and nothing has to be corrected for it.
 */
final class OpenLoop {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** From here on it spins instead of sleeping, since a sleeper wakes up late. */
  private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** What a design holds that locks the log for the whole copy; else nobody contends for it. */
  private final Lock lock = new ReentrantLock();

  private final Log log;
  private final ReadyBatches batches;
  private final int perSecond;

  /** Only those from {@link #seen} on can still matter. */
  private final List<Window> windows = new CopyOnWriteArrayList<>();

  private int seen;
  private volatile boolean ended;

  /** A stretch of time whose appends are measured, also those that a long wait delays beyond it. */
  private static final class Window {
    final long start = System.nanoTime();
    volatile long end = Long.MAX_VALUE;
  }

  OpenLoop(Log log, ReadyBatches batches, int perSecond) {
    this.log = log;
    this.batches = batches;
    this.perSecond = perSecond;
  }

  Lock lock() {
    return lock;
  }

  /** From now on appends that come due are measured. */
  void openWindow() {
    windows.add(new Window());
  }

  /** From now on they are not; does nothing to a window that is closed. */
  void closeWindow() {
    if (!windows.isEmpty()) {
      Window last = windows.get(windows.size() - 1);
      last.end = Math.min(last.end, System.nanoTime());
    }
  }

  void end() {
    ended = true;
  }

  /**
   * Appends until {@link #end}, and then until all that were due in a window are done, on the calling
   * thread.
   *
   * @param latencies gets those of the appends that were due while a window was open
   * @return appends a second that were reached, from the first due time to the end of the last append
   */
  double run(Histogram latencies) throws IOException {
    try {
      return runToEnd(latencies);
    } finally {
      ended = false;
      windows.clear();
      seen = 0;
    }
  }

  private double runToEnd(Histogram latencies) throws IOException {
    long start = System.nanoTime();
    long count = 0;
    long due = start;
    while (!ended || isBeforeEnd(due)) {
      awaitDue(due);
      lock.lock();
      try {
        log.append(batches.next());
      } finally {
        lock.unlock();
      }
      if (isInWindow(due)) {
        latencies.recordValue(Math.min(System.nanoTime() - due, MAX_LATENCY_NANOS));
      }
      count++;
      due = start + count * NANOS_PER_SECOND / perSecond;
    }
    return count * (double) NANOS_PER_SECOND / (System.nanoTime() - start);
  }

  private boolean isBeforeEnd(long due) {
    return !windows.isEmpty() && due < windows.get(windows.size() - 1).end;
  }

  /** Asked for with growing times only. */
  private boolean isInWindow(long due) {
    while (seen < windows.size() && windows.get(seen).end <= due) {
      seen++;
    }
    return seen < windows.size() && windows.get(seen).start <= due;
  }

  private static void awaitDue(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
      left = due - System.nanoTime();
    }
  }
}
