package io.segsnap.benchmarks.gate.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Adds up something that each thread has, over the calling thread and those of its own that have ended.
 */
final class ThreadCosts {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final LongSupplier here;
  private final AtomicLong ended = new AtomicLong();

  private ThreadCosts(LongSupplier here) {
    this.here = here;
  }

  /** Bytes allocated. */
  static ThreadCosts allocatedBytes() {
    return new ThreadCosts(
        () -> THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
  }

  /** Processor time in nanoseconds. */
  static ThreadCosts cpuNanos() {
    return new ThreadCosts(THREADS::getCurrentThreadCpuTime);
  }

  /** Makes a thread that counts unless it is in the background. */
  Thread thread(Runnable task) {
    return new Thread(() -> {
      try {
        task.run();
      } finally {
        ended.addAndGet(Site.isInBackground() ? 0 : here.getAsLong());
      }
    });
  }

  /** The sum until now; what a thread used since it began counts when it ends. */
  long sum() {
    return here.getAsLong() + ended.get();
  }
}
