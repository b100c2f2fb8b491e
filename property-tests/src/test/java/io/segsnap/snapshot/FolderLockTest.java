package io.segsnap.snapshot;

import io.segsnap.LockedException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.proof.Interleavings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class FolderLockTest {

  /** What is done in a folder: it goes wrong unless a lock keeps others away. */
  private static final class Work {

    private final AtomicBoolean locked = new AtomicBoolean();
    private final AtomicInteger ran = new AtomicInteger();
    private int counter;

    FolderLock newLock() {
      SnapshotFolder folder = new SnapshotFolder(Path.of(System.getProperty("java.io.tmpdir")));
      return new FolderLock(new OneLock(locked), folder);
    }

    void run() {
      int before = counter;
      ran.incrementAndGet();
      counter = before + 1;
    }

    void validate() {
      if (counter != ran.get()) {
        throw new AssertionError(ran + " ran, counted " + counter);
      }
      if (locked.get()) {
        throw new AssertionError("still locked");
      }
    }
  }

  /** Threads of one manager wait for each other: none is ever refused. */
  public static final class OneManager {

    private final Work work = new Work();
    private final FolderLock lock = work.newLock();

    @Operation
    public boolean hold() throws IOException {
      return lock.hold(() -> {
        work.run();
        return true;
      });
    }

    @Operation
    public void holdIfFree() throws IOException {
      lock.ifFree(work::run);
    }

    @Validate
    public void validate() {
      work.validate();
    }
  }

  /** Each of two managers may be refused because of the other. */
  public static final class TwoManagers {

    private final Work work = new Work();
    private final FolderLock one = work.newLock();
    private final FolderLock other = work.newLock();

    @Operation
    public void hold() throws IOException {
      try {
        one.hold(() -> {
          work.run();
          return true;
        });
      } catch (LockedException e) {
        return; // the other has it
      }
    }

    @Operation
    public void holdIfFree() throws IOException {
      one.ifFree(work::run);
    }

    @Operation
    public void holdByOther() throws IOException {
      other.ifFree(work::run);
    }

    @Validate
    public void validate() {
      work.validate();
    }
  }

  /** The one lock of a folder, in memory. */
  private static final class OneLock extends ForwardingDisk {
    private final AtomicBoolean locked;

    OneLock(AtomicBoolean locked) {
      super(Disk.local());
      this.locked = locked;
    }

    @Override
    public DirectoryLock lock(Path path) throws IOException {
      if (!locked.compareAndSet(false, true)) {
        throw new LockedException("lock", path, "another");
      }
      return () -> locked.set(false);
    }
  }

  @Test
  void threadsOfOneManagerWaitForEachOther() {
    Interleavings.check("threads of a snapshot manager", OneManager.class, OneManager.class);
  }

  @Test
  void twoManagersAreNeverAtWorkInAFolderAtOnce() {
    Interleavings.check("managers of a snapshot folder", TwoManagers.class, TwoManagers.class);
  }
}
