package io.segsnap.log;

import io.segsnap.io.DirectoryLock;
import io.segsnap.proof.Interleavings;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SharedLockTest {

  private static final int THREADS = 4;

  /** A lock that each thread has a hold of at first. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static final class Holders {

    private final AtomicInteger releases = new AtomicInteger();
    private final SharedLock lock = new SharedLock(releases::incrementAndGet);
    private final DirectoryLock[] holds = new DirectoryLock[THREADS];
    private final boolean[] closed = new boolean[THREADS];

    public Holders() {
      for (int i = 0; i < THREADS; i++) {
        holds[i] = lock.hold();
      }
    }

    /** Passes on what a thread holds, as a log does that opens another point. */
    @Operation
    public boolean exchange(@Param(name = "thread") int thread) throws IOException {
      if (closed[thread]) {
        return false;
      }
      DirectoryLock earlier = holds[thread];
      holds[thread] = lock.hold();
      earlier.close();
      earlier.close();
      return true;
    }

    @Operation
    public void close(@Param(name = "thread") int thread) throws IOException {
      closed[thread] = true;
      holds[thread].close();
    }

    @Operation
    public int releases() {
      return releases.get();
    }

    @Validate
    public void validate() throws IOException {
      for (DirectoryLock hold : holds) {
        hold.close();
      }
      if (releases.get() != 1) {
        throw new AssertionError("released " + releases);
      }
    }
  }

  /** The same for one thread: other holders remain, so that it is never released. */
  public static final class Model {

    private final boolean[] closed = new boolean[THREADS];

    public boolean exchange(int thread) {
      return !closed[thread];
    }

    public void close(int thread) {
      closed[thread] = true;
    }

    public int releases() {
      for (boolean each : closed) {
        if (!each) {
          return 0;
        }
      }
      return 1;
    }
  }

  @Test
  void theLockGoesOnceAndWithTheLastHold() {
    Interleavings.check("holds of a log's lock", Holders.class, Model.class);
  }
}
