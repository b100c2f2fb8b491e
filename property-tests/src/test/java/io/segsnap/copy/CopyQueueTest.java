package io.segsnap.copy;

import io.segsnap.copy.CopyQueue.Step;
import io.segsnap.copy.CopyQueue.Turn;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import io.segsnap.proof.Interleavings;
import java.nio.file.Path;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class CopyQueueTest {

  private static final int THREADS = 4;
  private static final int STEPS = 4;

  /** Numbers of the files' first steps. */
  private static final List<Integer> FIRST = List.of(0, 2, 3);

  private static List<FileCopy> files() {
    return List.of(file("a", 2), file("b", 1), file("c", 1));
  }

  private static FileCopy file(String name, int ranges) {
    Path path = Path.of(name);
    long length = (long) ranges * RangeChecksums.RANGE_BYTES;
    CopyJob job = new CopyJob(new TestSource(Disk.local(), path, length, true), path);
    Copier copier = new Copier() {
      @Override
      public CopyStrategy captureOf(CopySource source) {
        return CopyStrategy.OFF_HEAP;
      }

      @Override
      public int copyRange(FileCopy file, long position, int lengthBytes) {
        throw new UnsupportedOperationException();
      }
    };
    RateLimit limit = new RateLimit(0, Pacer.SYSTEM, () -> false);
    return new FileCopy(job, CopyOptions.of("test"), Disk.local(), copier, limit);
  }

  /** Workers that each stay with their file. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static final class Workers {

    private final List<FileCopy> files = files();
    private final CopyQueue queue = new CopyQueue(files);
    private final Turn[] turns = new Turn[THREADS];
    private final int[] done = new int[STEPS];

    /** Which worker gets which step is not said, only that there is one as long as any is left. */
    @Operation
    public boolean work(@Param(name = "thread") int thread) {
      Step step = queue.next(turns[thread]);
      if (step == null) {
        return false;
      }
      turns[thread] = step.turn();
      synchronized (done) {
        done[FIRST.get(files.indexOf(turns[thread].file)) + step.index()]++;
      }
      return true;
    }

    @Validate
    public void validate() {
      boolean more = true;
      while (more) {
        more = work(0);
      }
      for (int times : done) {
        if (times != 1) {
          throw new AssertionError("a step was done " + times + " times");
        }
      }
    }
  }

  /** The same for one thread. */
  public static final class Model {

    private int left = STEPS;

    public boolean work(int thread) {
      if (left == 0) {
        return false;
      }
      left--;
      return thread >= 0;
    }
  }

  @Test
  void everyStepIsHandedOutOnce() {
    Interleavings.check("steps of a copy", Workers.class, Model.class);
  }
}
