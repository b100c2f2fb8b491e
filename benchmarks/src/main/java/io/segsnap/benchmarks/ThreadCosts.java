package io.segsnap.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Adds up something that each thread has, over the calling thread and those of its own that have ended.
 */
public final class ThreadCosts {

  private static final ThreadGroup BACKGROUND = new ThreadGroup("background");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final LongSupplier here;
  private final AtomicLong ended = new AtomicLong();

  private ThreadCosts(LongSupplier here) {
    this.here = here;
  }

  /** Bytes allocated. */
  public static ThreadCosts allocatedBytes() {
    return new ThreadCosts(
        () -> THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
  }

  /** Processor time in nanoseconds. */
  public static ThreadCosts cpuNanos() {
    return new ThreadCosts(THREADS::getCurrentThreadCpuTime);
  }

  /** A thread for what goes on beside an operation: neither it nor the threads it makes are counted. */
  public static Thread inBackground(Runnable task) {
    return new Thread(BACKGROUND, task, "background");
  }

  public static boolean isInBackground() {
    return BACKGROUND.equals(Thread.currentThread().getThreadGroup());
  }

  /** Makes a thread that counts unless it is in the background. */
  public Thread thread(Runnable task) {
    return new Thread(() -> {
      try {
        task.run();
      } finally {
        ended.addAndGet(isInBackground() ? 0 : here.getAsLong());
      }
    });
  }

  /** The sum until now; what a thread used since it began counts when it ends. */
  public long sum() {
    return here.getAsLong() + ended.get();
  }
}
