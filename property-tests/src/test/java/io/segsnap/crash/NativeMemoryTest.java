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
import io.segsnap.log.Log;
import io.segsnap.log.LogCheckpoint;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers outside of the heap, and mappings, counted by the virtual machine. */
@Isolated("nothing else may take any meanwhile")
class NativeMemoryTest {

  private static final int ROUNDS = 40;
  private static final int COLLECTIONS = 20;

  /** Fails every write into a segment, or every read of one, while it is told to. */
  private static final class FailingDisk extends ForwardingDisk {
    private volatile boolean failsWrites;
    private volatile boolean failsReads;

    FailingDisk() {
      super(Disk.local());
    }

    @Override
    protected DiskFile wrap(DiskFile file) {
      return new ForwardingFile(file) {
        @Override
        public int read(ByteBuffer target, long position) throws IOException {
          fail(failsReads, path());
          return super.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
          fail(failsWrites, path());
          super.write(source, position);
        }

        @Override
        public long transferTo(long position, long count, DiskFile target, long targetPosition)
            throws IOException {
          fail(failsWrites, path());
          return super.transferTo(position, count, target, targetPosition);
        }

        @Override
        public Mapping map(long position, int count) throws IOException {
          return file.map(position, count);
        }
      };
    }

    private static void fail(boolean fails, Path path) throws StorageException {
      if (fails && path.getFileName().toString().endsWith(".log")) {
        throw new StorageException("use", path, new IOException("Input/output error"));
      }
    }

    /** What is run fails as long as this disk does. */
    void failWrites(Attempt attempt) {
      failsWrites = true;
      assertThrows(StorageException.class, attempt::run);
      failsWrites = false;
    }

    void failReads(Attempt attempt) {
      failsReads = true;
      assertThrows(StorageException.class, attempt::run);
      failsReads = false;
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  private static void cancel(Attempt attempt) {
    assertThrows(CancellationException.class, attempt::run);
  }

  private static void cancelNow(long done, long total) {
    throw new CancellationException();
  }

  private static void assertHandsBack(Attempt failing, Attempt succeeding) throws IOException {
    failing.run();
    long first = held(0, COLLECTIONS / 2);
    for (int round = 0; round < ROUNDS; round++) {
      failing.run();
      assertEquals(0, mapped(), "mapped files");
    }
    assertTrue(
        held(first, COLLECTIONS) <= first, () -> "more than the " + first + " of one failure");
    succeeding.run();
    assertTrue(
        held(first, COLLECTIONS) <= first, () -> "more than the " + first + " of one failure");
  }

  private static Path smallLog(Scratch scratch) throws IOException {
    Path log = scratch.path().resolve("topic-0");
    SmallLog.create(log, 9);
    return log;
  }

  private static SnapshotManager manager(Path log, Disk disk) throws IOException {
    return SnapshotManager.open(log, SnapshotOptions.defaults().withDisk(disk));
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSFER", "MAPPED", "OFF_HEAP", "LINK"})
  void failedAndCancelledCreatesHandBackWhatTheyTook(CopyStrategy strategy) throws IOException {
    try (Scratch scratch = new Scratch()) {
      FailingDisk disk = new FailingDisk();
      SnapshotManager manager = manager(smallLog(scratch), disk);
      CreateOptions options =
          CreateOptions.defaults().withStrategy(strategy).withThreads(1).withSynced(false);
      assertHandsBack(
          () -> {
            disk.failWrites(() -> manager.create(options));
            cancel(() -> manager.create(options.withProgress(NativeMemoryTest::cancelNow)));
          },
          () -> manager.create(options));
    }
  }

  @ParameterizedTest(name = "onto what is there: {0}")
  @ValueSource(booleans = {false, true})
  void failedAndCancelledRestoresHandBackWhatTheyTook(boolean isDifferential) throws IOException {
    try (Scratch scratch = new Scratch()) {
      FailingDisk disk = new FailingDisk();
      SnapshotManager manager = manager(smallLog(scratch), disk);
      String id = manager.create(CreateOptions.defaults().withSynced(false)).id();
      RestoreOptions whole = RestoreOptions.defaults().withThreads(1).withSynced(false);
      RestoreOptions options = isDifferential
          ? whole.withDifferential(Extras.REMOVE)
          : whole.withStrategy(CopyStrategy.MAPPED);
      Path target = scratch.path().resolve("restored-0");
      if (isDifferential) {
        manager.restore(id, target, whole);
        Files.write(target.resolve("00000000000000000000.log"), new byte[1]);
      }
      assertHandsBack(
          () -> {
            disk.failWrites(() -> manager.restore(id, target, options));
            cancel(() ->
                manager.restore(id, target, options.withProgress(NativeMemoryTest::cancelNow)));
          },
          () -> manager.restore(id, target, options));
    }
  }

  @Test
  void failedAndCancelledVerifiesHandBackWhatTheyTook() throws IOException {
    try (Scratch scratch = new Scratch()) {
      FailingDisk disk = new FailingDisk();
      SnapshotManager manager = manager(smallLog(scratch), disk);
      String id = manager.create(CreateOptions.defaults().withSynced(false)).id();
      VerifyOptions options = VerifyOptions.defaults().withThreads(1);
      assertHandsBack(
          () -> {
            disk.failReads(() -> manager.verify(id, options));
            cancel(() -> manager.verify(id, options.withProgress(NativeMemoryTest::cancelNow)));
          },
          () -> assertTrue(manager.verify(id, options).isClean()));
    }
  }

  @Test
  void failedOpensAndAppendsHandBackWhatTheyTook() throws IOException {
    try (Scratch scratch = new Scratch()) {
      FailingDisk disk = new FailingDisk();
      Path log = smallLog(scratch);
      assertHandsBack(
          () -> {
            Files.delete(log.resolve(LogCheckpoint.FILE_NAME)); // else the batches are not read
            disk.failReads(() -> open(log, disk).close());
            try (Log opened = open(log, disk)) {
              disk.failWrites(() -> SmallLog.append(opened, 1, "w"));
            }
          },
          () -> {
            try (Log opened = open(log, disk)) {
              SmallLog.append(opened, 20, "w");
            }
          });
    }
  }

  private static Log open(Path log, Disk disk) throws IOException {
    return Log.open(log, SmallLog.OPTIONS, disk, Clock.systemUTC());
  }

  /** Buffers that are still in use once the collector took the others, as soon as no more than expected are. */
  private static long held(long expected, int collections) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < collections && least > expected; i++) {
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
