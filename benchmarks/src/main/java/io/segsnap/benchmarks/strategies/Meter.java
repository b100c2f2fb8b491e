package io.segsnap.benchmarks.strategies;

import com.sun.management.OperatingSystemMXBean;
import io.segsnap.benchmarks.ThreadCosts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what operations cost beyond their time: the heap that they allocate, on the calling thread
 * and on those that it starts through {@link #threads}, and the processor time of this process and
 * of those that it waited for. What a benchmark does between operations, in which results are
 * compared, is left out.
 *
 * <p>The totals are static because JMH makes benchmarks and profilers without a way to hand one to
 * the other.
 */
final class Meter {

  private static final AtomicLong HEAP_BYTES = new AtomicLong();
  private static final AtomicLong CPU_NANOS = new AtomicLong();
  private static final AtomicLong DISK_BYTES = new AtomicLong();

  private static final Path STAT = Path.of("/proc/self/stat");

  /** Of the fields behind the command, those of the children that were waited for. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /** Linux shows times to programs in hundredths of a second. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ThreadCosts heap = ThreadCosts.allocatedBytes();
  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** What an operation does. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws Exception;
  }

  /** Totals since they were last taken; 0 where nothing was counted. */
  record Costs(long heapBytes, long cpuNanos, long diskBytes) {}

  <T> T measure(Operation<T> operation) throws Exception {
    long cpu = cpuNanos();
    long heapBefore = heap.sum();
    try {
      return operation.run();
    } finally {
      HEAP_BYTES.addAndGet(heap.sum() - heapBefore);
      CPU_NANOS.addAndGet(cpuNanos() - cpu);
    }
  }

  /** Makes threads that add what they allocated when they end. */
  ThreadFactory threads() {
    return heap::thread;
  }

  /** Adds what an operation left on the disk. */
  void addDisk(long bytes) {
    DISK_BYTES.addAndGet(bytes);
  }

  private long cpuNanos() throws IOException {
    return machine.getProcessCpuTime() + childrenNanos();
  }

  private static long childrenNanos() throws IOException {
    if (!Files.isReadable(STAT)) {
      return 0;
    }
    String stat = Files.readString(STAT);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return TICK_NANOS
        * (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]));
  }

  /** What was counted since the last call. */
  static Costs takeCosts() {
    return new Costs(HEAP_BYTES.getAndSet(0), CPU_NANOS.getAndSet(0), DISK_BYTES.getAndSet(0));
  }
}
