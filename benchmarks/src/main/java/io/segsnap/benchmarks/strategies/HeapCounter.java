package io.segsnap.benchmarks.strategies;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the heap that operations allocate, on the calling thread and on those that it starts
 * through {@link #threads}. JMH's own counter includes what a benchmark does between operations, in
 * which results are compared.
 *
 * <p>The total is static because JMH makes benchmarks and profilers without a way to hand one to
 * the other.
 */
final class HeapCounter {

  private static final AtomicLong TOTAL_BYTES = new AtomicLong();

  private final ThreadMXBean threadBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What an operation does. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws Exception;
  }

  <T> T count(Operation<T> operation) throws Exception {
    long before = allocated();
    try {
      return operation.run();
    } finally {
      TOTAL_BYTES.addAndGet(allocated() - before);
    }
  }

  /** Makes threads that add what they allocated when they end. */
  ThreadFactory threads() {
    return task -> new Thread(() -> {
      try {
        task.run();
      } finally {
        TOTAL_BYTES.addAndGet(allocated());
      }
    });
  }

  private long allocated() {
    return threadBean.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** What was counted since the last call. */
  static long takeTotalBytes() {
    return TOTAL_BYTES.getAndSet(0);
  }
}
