package io.segsnap.log;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.proof.Interleavings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SegmentHoldsTest {

  private static final int THREADS = 4;

  /** A segment, and how often each thread holds it. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static final class Holds {

    private final OneFile file = new OneFile();
    private final Segment segment =
        new Segment(new OneFileDisk(file), Path.of("log"), 0, 1, null, new LogChecksums());
    private final int[] held = new int[THREADS];
    private boolean dropped;

    @Operation
    public boolean retain(@Param(name = "thread") int thread) {
      boolean retained = segment.retain();
      held[thread] += retained ? 1 : 0;
      return retained;
    }

    @Operation
    public boolean release(@Param(name = "thread") int thread) throws IOException {
      if (held[thread] == 0) {
        return false;
      }
      held[thread]--;
      segment.release();
      return true;
    }

    @Operation(runOnce = true)
    public void drop() throws IOException {
      dropped = true;
      segment.drop();
    }

    /** Who holds the segment never meets a closed file. */
    @Operation
    public int read(@Param(name = "thread") int thread) throws IOException {
      return held[thread] == 0 ? -1 : segment.log().read(ByteBuffer.allocate(1), 0);
    }

    @Validate
    public void validate() {
      boolean isGone = dropped && isUnheld();
      if (isGone == segment.retain()) {
        throw new AssertionError("gone: " + isGone);
      }
      if (file.open() != (isGone ? 0 : Math.min(1, file.opened()))) {
        throw new AssertionError("open files: " + file.open());
      }
    }

    private boolean isUnheld() {
      int sum = 0;
      for (int count : held) {
        sum += count;
      }
      return sum == 0;
    }
  }

  /** The same for one thread. */
  public static final class Model {

    private final int[] held = new int[THREADS];
    private int all = 1;

    public boolean retain(int thread) {
      if (all == 0) {
        return false;
      }
      held[thread]++;
      all++;
      return true;
    }

    public boolean release(int thread) {
      if (held[thread] == 0) {
        return false;
      }
      held[thread]--;
      all--;
      return true;
    }

    public void drop() {
      all--;
    }

    public int read(int thread) {
      return held[thread] == 0 ? -1 : 1;
    }
  }

  /** Opens that file under every name. */
  private static final class OneFileDisk extends ForwardingDisk {
    private final OneFile file;

    OneFileDisk(OneFile file) {
      super(Disk.local());
      this.file = file;
    }

    @Override
    public DiskFile openForRead(Path path) {
      return file.openForRead();
    }
  }

  @Test
  void aSegmentIsDisposedOfOnceAndNeverWhileItIsHeld() {
    Interleavings.check("holds of a segment", Holds.class, Model.class);
  }
}
