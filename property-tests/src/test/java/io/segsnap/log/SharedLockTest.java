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

  private static final int HOLDS = 2;

  /** A lock that two hold at first. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static final class Holders {

    private final AtomicInteger releases = new AtomicInteger();
    private final SharedLock lock = new SharedLock(releases::incrementAndGet);
    private final DirectoryLock[] holds = new DirectoryLock[HOLDS];
    private final boolean[] closed = new boolean[HOLDS];

    public Holders() {
      for (int i = 0; i < HOLDS; i++) {
        holds[i] = lock.hold();
      }
    }

    /** Passes on what a thread holds, as a log does that opens another point. */
    @Operation
    public boolean exchange(@Param(name = "thread") int thread) throws IOException {
      int own = thread % HOLDS;
      if (closed[own]) {
        return false;
      }
      DirectoryLock earlier = holds[own];
      holds[own] = lock.hold();
      earlier.close();
      earlier.close();
      return true;
    }

    @Operation
    public void close(@Param(name = "thread") int thread) throws IOException {
      int own = thread % HOLDS;
      closed[own] = true;
      holds[own].close();
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

  /** The same for one thread. */
  public static final class Model {

    private final boolean[] closed = new boolean[HOLDS];

    public boolean exchange(int thread) {
      return !closed[thread % HOLDS];
    }

    public void close(int thread) {
      closed[thread % HOLDS] = true;
    }

    public int releases() {
      return closed[0] && closed[1] ? 1 : 0;
    }
  }

  @Test
  void theLockGoesOnceAndWithTheLastHold() {
    Interleavings.check("holds of a log's lock", Holders.class, Model.class);
  }
}
