package io.segsnap.benchmarks.duels;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.server.util.Scheduler;

/** Never runs anything, so that Kafka flushes and deletes nothing in the background. */
final class IdleScheduler implements Scheduler {

  @Override
  public void startup() {}

  @Override
  public void shutdown() {}

  @Override
  public ScheduledFuture<?> schedule(String name, Runnable task, long delayMs, long periodMs) {
    return new Never();
  }

  @Override
  public void resizeThreadPool(int newSize) {}

  /** A task that isn't run. */
  private static final class Never extends CompletableFuture<Void>
      implements ScheduledFuture<Void> {

    @Override
    public long getDelay(TimeUnit unit) {
      return Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
