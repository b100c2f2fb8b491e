package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldDoEachPieceOnce(int threads) throws IOException {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    new Workers("copy", threads, Thread::new).forEach(5, done::add);
    assertEquals(List.of(0, 1, 2, 3, 4), done.stream().sorted().toList());
  }

  @Test
  void shouldDoNothingWhereThereIsNothing() throws IOException {
    new Workers("copy", 1, Thread::new).forEach(0, number -> {
      throw new AssertionError("none was asked for");
    });
  }

  @Test
  void shouldBeStoppedByAFailureOnly() throws IOException {
    Workers one = new Workers("copy", 1, Thread::new);
    one.forEach(1, number -> assertFalse(one.isStopped()));
    assertFalse(one.isStopped());
    assertThrows(
        IOException.class,
        () -> one.forEach(1, number -> {
          throw new IOException("disk on fire");
        }));
    assertTrue(one.isStopped());
  }

  /** The worker's only step lasts until the interrupt has reached the caller. */
  @Test
  void shouldKeepTheInterruptOfACallerThatWaits() {
    Thread caller = Thread.currentThread();
    Workers two = new Workers("copy", 2, Thread::new);
    InterruptedIOException cancelled = assertThrows(
        InterruptedIOException.class,
        () -> two.run(() -> () -> {
          caller.interrupt();
          while (!two.isStopped()) {
            Thread.onSpinWait();
          }
          return false;
        }));
    assertTrue(Thread.interrupted());
    assertEquals("copy: cancelled by an interrupt", cancelled.getMessage());
  }

  @Test
  void shouldTellWhatFailedBeforeAnInterrupt() {
    IOException failure = new IOException("disk on fire");
    Workers one = new Workers("copy", 1, Thread::new);
    InterruptedIOException cancelled = assertThrows(
        InterruptedIOException.class,
        () -> one.forEach(1, number -> {
          Thread.currentThread().interrupt();
          throw failure;
        }));
    assertTrue(Thread.interrupted());
    assertSame(failure, cancelled.getSuppressed()[0]);
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
