package io.segsnap.log;

import io.segsnap.io.DirectoryLock;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The directory's lock, held by the log and by each of its points: a later log would take the names
 * that an open point finds its files by. Safe for use by several threads.
 */
final class SharedLock {

  private final DirectoryLock lock;
  private final AtomicInteger holds = new AtomicInteger();

  SharedLock(DirectoryLock lock) {
    this.lock = lock;
  }

  /** One more hold; the lock goes with the last. */
  DirectoryLock hold() {
    holds.incrementAndGet();
    return new Hold();
  }

  private final class Hold implements DirectoryLock {

    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public void close() throws IOException {
      if (closed.compareAndSet(false, true) && holds.decrementAndGet() == 0) {
        lock.close();
      }
    }
  }
}
