package io.segsnap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.Mapping;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Buffers outside of the heap, and mappings, counted by the virtual machine. */
@Isolated("nothing else may take any meanwhile")
class NativeMemoryTest {

  private static final int ROUNDS = 40;
  private static final int COLLECTIONS = 20;

  /** Fails every write into a segment while it is told to. */
  private static final class FailingDisk extends ForwardingDisk {
    private volatile boolean fails;

    FailingDisk() {
      super(Disk.local());
    }

    @Override
    protected DiskFile wrap(DiskFile file) {
      return new ForwardingFile(file) {
        @Override
        public void write(ByteBuffer source, long position) throws IOException {
          fail(path());
          super.write(source, position);
        }

        @Override
        public long transferTo(long position, long count, DiskFile target, long targetPosition)
            throws IOException {
          fail(path());
          return super.transferTo(position, count, target, targetPosition);
        }

        @Override
        public Mapping map(long position, int count) throws IOException {
          return file.map(position, count);
        }
      };
    }

    private void fail(Path path) throws StorageException {
      if (fails && path.getFileName().toString().endsWith(".log")) {
        throw new StorageException("write", path, new IOException("Input/output error"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSFER", "MAPPED", "OFF_HEAP", "LINK"})
  void failedAndCancelledCreatesHandBackWhatTheyTook(CopyStrategy strategy) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path log = scratch.path().resolve("topic-0");
      SmallLog.create(log, 9);
      FailingDisk disk = new FailingDisk();
      SnapshotManager manager =
          SnapshotManager.open(log, SnapshotOptions.defaults().withDisk(disk));
      CreateOptions options =
          CreateOptions.defaults().withStrategy(strategy).withThreads(1).withSynced(false);
      failOnce(manager, disk, options);
      long first = held(0);
      for (int round = 0; round < ROUNDS; round++) {
        failOnce(manager, disk, options);
        assertEquals(0, mapped(), "mapped files");
      }
      assertTrue(held(first) <= first, () -> "more than the " + first + " of one failure");
      manager.create(options);
      assertTrue(held(first) <= first, () -> "more than the " + first + " of one failure");
    }
  }

  private static void failOnce(SnapshotManager manager, FailingDisk disk, CreateOptions options) {
    disk.fails = true;
    assertThrows(StorageException.class, () -> manager.create(options));
    disk.fails = false;
    CreateOptions cancelled = options.withProgress((done, total) -> {
      throw new CancellationException();
    });
    assertThrows(CancellationException.class, () -> manager.create(cancelled));
  }

  /** Buffers that are still in use once the collector took the others, as soon as no more than expected are. */
  private static long held(long expected) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS && least > expected; i++) {
      System.gc();
      least = Math.min(least, count("direct"));
    }
    return least;
  }

  /** These are undone at once. */
  private static long mapped() {
    return count("mapped");
  }

  private static long count(String name) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(name))
        .mapToLong(BufferPoolMXBean::getCount)
        .sum();
  }
}
