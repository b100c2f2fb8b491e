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

  /** What two threads do under the locks of one manager, and of another on the same folder. */
  public static final class Writers {

    private final SnapshotFolder folder =
        new SnapshotFolder(Path.of(System.getProperty("java.io.tmpdir")));
    private final AtomicBoolean locked = new AtomicBoolean();
    private final Disk disk = new OneLock(locked);
    private final FolderLock lock = new FolderLock(disk, folder);
    private final FolderLock other = new FolderLock(disk, folder);
    private final AtomicInteger ran = new AtomicInteger();
    private int counter;

    /** Not atomic unless the lock makes it so. */
    private void count() {
      int before = counter;
      ran.incrementAndGet();
      counter = before + 1;
    }

    @Operation
    public void hold() throws IOException {
      try {
        lock.hold(() -> {
          count();
          return true;
        });
      } catch (LockedException e) {
        return; // the other manager has it
      }
    }

    @Operation
    public void holdIfFree() throws IOException {
      lock.ifFree(this::count);
    }

    @Operation
    public void holdByOther() throws IOException {
      other.ifFree(this::count);
    }

    @Validate
    public void validate() {
      if (counter != ran.get()) {
        throw new AssertionError(ran + " ran, counted " + counter);
      }
      if (locked.get()) {
        throw new AssertionError("still locked");
      }
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
  void noTwoThreadsAreAtWorkInAFolderAtOnce() {
    Interleavings.check("writers of a snapshot folder", Writers.class, Writers.class);
  }
}
