package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.log.LogChecksums;
import io.segsnap.testing.SetClock;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A closed log, of four segments unless said otherwise, and its manager. */
abstract class SnapshotTestBase {

  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456789Z");
  static final String FIRST_ID = "snapshot-1772600767123456789";

  /**
   * Durability is a matter of its own tests; without, they are faster. Left to itself a snapshot would be
   * cloned where the file system of the tests can.
   */
  static final CreateOptions CREATE = CreateOptions.defaults()
      .withStrategy(CopyStrategy.OFF_HEAP)
      .withSynced(false)
      .withThreads(2)
      .withMinInterval(Duration.ZERO);

  static final CreateOptions LINK = CREATE.withStrategy(CopyStrategy.LINK);
  static final RestoreOptions RESTORE = RestoreOptions.defaults()
      .withStrategy(CopyStrategy.OFF_HEAP)
      .withSynced(false)
      .withThreads(2);
  static final VerifyOptions VERIFY = VerifyOptions.defaults().withThreads(2);

  @TempDir
  Path folder;

  Path log;
  Path snapshots;
  Path target;
  final SetClock clock = new SetClock(NOW);

  @BeforeEach
  void createLog() throws IOException {
    log = TestLogs.create(folder.resolve("orders-0"), records());
    snapshots = log.resolve(".snapshots");
    target = folder.resolve("restored");
  }

  /** 15 to a segment. */
  int records() {
    return 50;
  }

  /** As if somebody else had written the log. */
  void forgetChecksums() throws IOException {
    Files.delete(log.resolve(LogChecksums.FILE_NAME));
  }

  SnapshotManager manager() throws IOException {
    return manager(Disk.local());
  }

  SnapshotManager manager(Disk disk) throws IOException {
    return SnapshotManager.open(log, SnapshotOptions.defaults().withClock(clock).withDisk(disk));
  }

  static List<String> ids(SnapshotManager manager) throws IOException {
    return manager.list().snapshots().stream().map(Snapshot::id).toList();
  }

  static <E extends Throwable> E assertRefused(Class<E> kind, String part, Executable call) {
    E failure = assertThrows(kind, call);
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
    return failure;
  }

  static void assertClean(VerifyReport report) {
    assertEquals(List.of(), report.problems());
  }
}
