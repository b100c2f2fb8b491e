package io.segsnap.io;

import io.segsnap.proof.Interleavings;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class BufferPoolTest {

  private static final int THREADS = 4;

  /** Threads that each have one buffer at a time. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static final class Users {

    private final BufferPool pool = new BufferPool(1);
    private final ByteBuffer[] out = new ByteBuffer[THREADS];
    private final Set<ByteBuffer> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether the thread got a buffer that no other has. */
    @Operation
    @SuppressWarnings("ReferenceEquality") // buffers of equal content are different ones
    public boolean acquire(@Param(name = "thread") int thread) {
      if (out[thread] != null) {
        return true;
      }
      ByteBuffer buffer = pool.acquire();
      synchronized (seen) {
        seen.add(buffer);
        boolean isFree = true;
        for (ByteBuffer other : out) {
          isFree &= other != buffer;
        }
        out[thread] = buffer;
        return isFree;
      }
    }

    @Operation
    public void release(@Param(name = "thread") int thread) {
      ByteBuffer buffer;
      synchronized (seen) {
        buffer = out[thread];
        out[thread] = null;
      }
      if (buffer != null) {
        pool.release(buffer);
      }
    }

    @Validate
    public void validate() {
      if (seen.size() > THREADS) {
        throw new AssertionError("buffers made: " + seen.size());
      }
    }
  }

  /** The same for one thread. */
  public static final class Model {

    public boolean acquire(int thread) {
      return thread >= 0;
    }

    public void release(int thread) {}
  }

  @Test
  void noTwoHaveABufferAtOnceAndNoMoreAreMadeThanThereAreUsers() {
    Interleavings.check("buffers of a pool", Users.class, Model.class);
  }
}
