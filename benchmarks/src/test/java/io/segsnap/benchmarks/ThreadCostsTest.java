package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ThreadCostsTest {

  private static final int BYTES = 1 << 20;
  private static final long WORK_NANOS = 5_000_000;

  private final ThreadCosts allocated = ThreadCosts.allocatedBytes();

  private static byte[] allocate() {
    return new byte[BYTES];
  }

  @Test
  void whatItsThreadsUsedCountsWhenTheyHaveEnded() throws Exception {
    long before = allocated.sum();
    FutureTask<byte[]> task = new FutureTask<>(ThreadCostsTest::allocate);
    Thread thread = allocated.thread(task);
    thread.start();
    thread.join();

    assertEquals(BYTES, task.get().length);
    assertTrue(allocated.sum() - before >= BYTES);
  }

  @Test
  void whatGoesOnInTheBackgroundDoesNotCount() throws Exception {
    Thread background = ThreadCosts.inBackground(() -> {
      Thread thread = allocated.thread(new FutureTask<>(ThreadCostsTest::allocate));
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    long before = allocated.sum();
    background.start();
    background.join();

    assertTrue(allocated.sum() - before < BYTES);
  }

  @Test
  void processorTimeIsThatOfTheThreadsThatWorked() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ThreadCosts cpu = ThreadCosts.cpuNanos();
    long before = cpu.sum();
    Thread thread = cpu.thread(() -> {
      while (threads.getCurrentThreadCpuTime() < WORK_NANOS) {
        Thread.onSpinWait();
      }
    });
    thread.start();
    thread.join();

    assertTrue(cpu.sum() - before >= WORK_NANOS);
  }
}
