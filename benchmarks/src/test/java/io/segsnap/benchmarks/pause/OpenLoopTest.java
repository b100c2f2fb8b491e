package io.segsnap.benchmarks.pause;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLoopTest {

  private static final int PER_SECOND = 1000;
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos() / PER_SECOND;
  private static final long HOLD_NANOS = Duration.ofMillis(200).toNanos();

  @TempDir
  private Path folder;

  /** The times between which a window was opened, and between which it was closed. */
  private record Times(long beforeOpen, long afterOpen, long beforeClose, long afterClose) {}

  @Test
  void shouldRecordEveryAppendThatWasDueWhileItWasHeldUp() throws Exception {
    assertRecordsWhatWasDue(false);
  }

  @Test
  void shouldNotMoveTheEndOfAWindowThatIsClosed() throws Exception {
    assertRecordsWhatWasDue(true);
  }

  private void assertRecordsWhatWasDue(boolean closeAgain) throws Exception {
    Histogram latencies = new Histogram(Duration.ofMinutes(10).toNanos(), 3);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Log log = Log.open(folder.resolve("held-0"), LogOptions.defaults())) {
      OpenLoop loop = new OpenLoop(log, new ReadyBatches(Settings.SEED), PER_SECOND);
      Future<Times> held = thread.submit(() -> hold(loop, log, closeAgain));
      loop.run(latencies);
      Times times = held.get();

      assertTrue(latencies.getMaxValue() >= HOLD_NANOS - PERIOD_NANOS);
      long least = (times.beforeClose() - times.afterOpen()) / PERIOD_NANOS;
      long most = (times.afterClose() - times.beforeOpen()) / PERIOD_NANOS + 1;
      long count = latencies.getTotalCount();
      assertTrue(least <= count && count <= most, least + " <= " + count + " <= " + most);
    } finally {
      thread.shutdown();
    }
  }

  private static Times hold(OpenLoop loop, Log log, boolean closeAgain) {
    try {
      while (log.logEndOffset() == 0) {
        Thread.onSpinWait(); // what is due before the loop starts is no one's
      }
      long beforeOpen = System.nanoTime();
      loop.openWindow();
      long afterOpen = System.nanoTime();
      loop.lock().lock();
      try {
        spin();
      } finally {
        loop.lock().unlock();
      }
      long beforeClose = System.nanoTime();
      loop.closeWindow();
      long afterClose = System.nanoTime();
      if (closeAgain) {
        spin();
        loop.closeWindow();
      }
      return new Times(beforeOpen, afterOpen, beforeClose, afterClose);
    } finally {
      loop.end();
    }
  }

  private static void spin() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < HOLD_NANOS) {
      Thread.onSpinWait();
    }
  }
}
