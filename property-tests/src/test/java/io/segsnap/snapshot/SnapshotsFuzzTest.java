package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.Scratch;
import io.segsnap.fuzz.Folders;
import io.segsnap.fuzz.FuzzTarget;
import io.segsnap.fuzz.Parts;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.retention.Period;
import io.segsnap.retention.RetentionPolicy;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/**
 * A snapshot directory: everything in it is listed, verified and restored, or refused. What is restored
 * can be opened and ends where the snapshot says; what verifies is restored.
 */
class SnapshotsFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 64 << 20;
  private static final int BYTES_FOR_EACH = 2048;

  private static final RetentionPolicy POLICY = RetentionPolicy.defaults()
      .withKeep(Period.HOURLY, 1)
      .withKeep(Period.DAILY, 1)
      .withKeep(Period.WEEKLY, 1)
      .withKeep(Period.MONTHLY, 1)
      .withKeep(Period.YEARLY, 1);

  private Path log;

  @BeforeAll
  void createLog() throws IOException {
    log = TestLogs.create(scratch().resolve("orders-0"), 1);
  }

  @FuzzTest
  void areUsedOrRefused(byte[] data) throws IOException {
    count();
    Parts parts = Parts.of(data);
    bounded(FIXED_BYTES + (long) BYTES_FOR_EACH * data.length, () -> use(parts));
  }

  private void use(Parts parts) throws IOException {
    Path folder = Files.createDirectory(scratch().resolve("snapshots"));
    Path target = scratch().resolve("restored-0");
    try {
      parts.write(folder);
      SnapshotManager manager =
          SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(folder));
      SnapshotList list = manager.list();
      attempt(() -> manager.resolve("latest"));
      attempt(manager::size);
      attempt(() -> manager.judge(POLICY));
      for (Snapshot snapshot : list.snapshots()) {
        restore(manager, snapshot, target);
      }
      attempt(() -> manager.create(CreateOptions.defaults()
          .withStrategy(CopyStrategy.OFF_HEAP)
          .withThreads(1)
          .withSynced(false)));
      attempt(() -> manager.cleanup(POLICY));
    } finally {
      Scratch.remove(folder);
      Scratch.remove(target);
    }
  }

  private static void restore(SnapshotManager manager, Snapshot snapshot, Path target)
      throws IOException {
    boolean[] isClean = {false};
    attempt(() -> isClean[0] =
        manager.verify(snapshot.id(), VerifyOptions.defaults().withThreads(1)).isClean());
    RestoreOptions options = RestoreOptions.defaults()
        .withStrategy(CopyStrategy.OFF_HEAP)
        .withThreads(1)
        .withSynced(false);
    boolean[] isRestored = {false};
    attempt(() -> {
      manager.restore(snapshot.id(), target, options);
      isRestored[0] = true;
    });
    if (!isRestored[0]) {
      assertFalse(Files.exists(target));
      assertFalse(isClean[0], "verified, but not restored");
      return;
    }
    Map<Path, ByteBuffer> restored = contents(target);
    try (DirectoryPoint point = DirectoryPoint.open(target, Disk.local())) {
      assertEquals(snapshot.highWaterMark(), point.highWaterMark());
    }
    manager.restore(snapshot.id(), target, options.withDifferential(Extras.REMOVE));
    assertEquals(restored, contents(target));
    Scratch.remove(target);
    RestoreRange range = RestoreRange.ALL.withToOffset(Math.max(1, snapshot.highWaterMark() - 1));
    attempt(() -> {
      manager.restore(snapshot.id(), target, options.withRange(range));
      DirectoryPoint.open(target, Disk.local()).close();
    });
    Scratch.remove(target);
  }

  /** Without the lock, which only a writer needs. */
  private static Map<Path, ByteBuffer> contents(Path target) throws IOException {
    Map<Path, ByteBuffer> contents = Folders.contents(target);
    contents.remove(Path.of(".lock"));
    return contents;
  }
}
