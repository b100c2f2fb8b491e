package io.segsnap.copy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on several threads that live no longer than the call, and awaits them all, also after a failure: what
 * the caller cleans up afterwards nobody still writes to. Used for one {@link #run} at a time.
 */
public final class Workers {

  private final String operation;
  private final int threads;
  private final ThreadFactory factory;

  private volatile boolean stopped;
  private @Nullable Throwable failure;

  /** One worker's share of the work, cut into small steps. */
  @FunctionalInterface
  public interface Steps {

    /**
     * Does the next step.
     *
     * @return false where none was left
     * @throws IOException if it fails, which stops all workers
     */
    boolean next() throws IOException;
  }

  /** Does one of several pieces of work that are numbered. */
  @FunctionalInterface
  public interface Step {

    /**
     * Does it.
     *
     * @param number of the piece, from 0
     * @throws IOException if it fails, which stops all workers
     */
    void run(int number) throws IOException;
  }

  /**
   * Starts nothing yet.
   *
   * @param operation the first word of the message when it is cancelled
   * @param threads how many; with 1 the calling thread works
   * @param factory makes them
   */
  public Workers(String operation, int threads, ThreadFactory factory) {
    this.operation = operation;
    this.threads = threads;
    this.factory = factory;
  }

  /**
   * Works until nothing is left, a step fails, or the calling thread is interrupted.
   *
   * @param steps called once for each worker
   * @throws IOException the first failure, with the others suppressed; {@link InterruptedIOException} after an
   *     interrupt, with the thread's interrupt status set
   */
  public void run(Supplier<Steps> steps) throws IOException {
    stopped = false;
    failure = null;
    if (threads == 1) {
      work(steps.get());
    } else {
      join(start(steps));
    }
    Throwable first = firstFailure();
    if (Thread.currentThread().isInterrupted()) {
      InterruptedIOException cancelled =
          new InterruptedIOException(operation + ": cancelled by an interrupt");
      if (first != null) {
        cancelled.addSuppressed(first);
      }
      throw cancelled;
    }
    rethrow(first);
  }

  /**
   * Does every piece of numbered work, in any order.
   *
   * @param count how many there are
   * @param step does one
   * @throws IOException as {@link #run} does
   */
  public void forEach(int count, Step step) throws IOException {
    AtomicInteger next = new AtomicInteger();
    run(() -> () -> {
      int own = next.getAndIncrement();
      if (own < count) {
        step.run(own);
      }
      return own < count;
    });
  }

  /** {@return whether the workers are to stop, since one failed or the call was cancelled} */
  boolean isStopped() {
    return stopped;
  }

  private List<Thread> start(Supplier<Steps> steps) {
    List<Thread> started = new ArrayList<>();
    try {
      for (int i = 0; i < threads && !stopped; i++) {
        Steps own = steps.get();
        Thread thread = factory.newThread(() -> work(own));
        thread.start();
        started.add(thread);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    return started;
  }

  private void join(List<Thread> started) {
    boolean interrupted = false;
    for (Thread thread : started) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          stopped = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Steps steps) {
    try {
      boolean more = true;
      while (more && !stopped && !Thread.currentThread().isInterrupted()) {
        more = steps.next();
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized void fail(Throwable problem) {
    stopped = true;
    if (failure == null) {
      failure = problem;
    } else if (failure != problem) {
      failure.addSuppressed(problem);
    }
  }

  private synchronized @Nullable Throwable firstFailure() {
    return failure;
  }

  private static void rethrow(@Nullable Throwable problem) throws IOException {
    if (problem instanceof IOException e) {
      throw e;
    }
    if (problem instanceof RuntimeException e) {
      throw e;
    }
    if (problem instanceof Error e) {
      throw e;
    }
  }
}
