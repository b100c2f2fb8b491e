package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

  /** Both are in their first step before the first one fails; the second one's lasts until the first one is gone. */
  @Test
  void shouldStopTheOthersWhenOneFails() {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch working = new CountDownLatch(2);
    IOException failure = new IOException("disk on fire");
    AtomicInteger steps = new AtomicInteger();
    Iterator<Workers.Steps> workers = List.<Workers.Steps>of(
            () -> {
              arrive(working);
              throw failure;
            },
            () -> {
              arrive(working);
              join(threads.get(0));
              return steps.incrementAndGet() < 100;
            })
        .iterator();
    Workers two = new Workers("copy", 2, task -> {
      Thread thread = new Thread(task);
      threads.add(thread);
      return thread;
    });
    assertSame(failure, assertThrows(IOException.class, () -> two.run(workers::next)));
    assertEquals(1, steps.get());
  }

  private static void arrive(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
