package io.segsnap.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks that are really full. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"EXT4", "XFS"})
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest extends MountedTest {

  private static final long STEP_BYTES = 768 << 10;

  FullDiskTest(FileSystem type) {
    super(type);
  }

  private interface Operation {
    void run() throws IOException;
  }

  private interface Check {
    void run() throws IOException;
  }

  private Path ballast() {
    return path().resolve("ballast");
  }

  /** Leaves no space. */
  private void fill() throws IOException {
    long bytes = freeBytes();
    boolean isFull = false;
    while (!isFull) {
      String length = Long.toString(bytes);
      isFull =
          Root.run(List.of("fallocate", "-l", length, ballast().toString())).isGood();
      bytes -= 64 << 10;
    }
  }

  private void freeSome() throws IOException {
    try (FileChannel file = FileChannel.open(ballast(), StandardOpenOption.WRITE)) {
      file.truncate(Math.max(0, file.size() - STEP_BYTES));
    }
  }

  /** Runs an operation with more and more space, until it is enough; returns how often it was not. */
  private int fails(Operation operation, Check check) throws IOException {
    fill();
    int failures = 0;
    while (isFull(operation)) {
      failures++;
      check.run();
      assertTrue(failures < 50, "full for ever");
      freeSome();
    }
    Files.delete(ballast());
    return failures;
  }

  private static boolean isFull(Operation operation) throws IOException {
    try {
      operation.run();
      return false;
    } catch (StorageException e) {
      assertTrue(e.getMessage().contains("No space left on device; free some space"), "" + e);
      return true;
    }
  }

  @Test
  void aCreateAndARestoreAreWholeOrNotThereWhereverTheDiskIsFull() throws IOException {
    Path log = generate("topic-0");
    Path target = path().resolve("restored-0");
    SnapshotManager manager = manager(log);
    Map<String, String> before = TestLogs.logContents(log);
    int tried = 0;
    for (CopyStrategy strategy : List.of(CopyStrategy.MAPPED, CopyStrategy.OFF_HEAP)) {
      tried += fails(() -> manager.create(CREATE.withStrategy(strategy).withThreads(2)), () -> {
        assertEquals(List.of(), manager.list().snapshots());
        assertFalse(Files.exists(log.resolve(".snapshots")), "left over");
      });
      String id = manager.resolve("latest");
      assertTrue(manager.verify(id, VerifyOptions.defaults()).isClean());
      tried += fails(
          () -> manager.restore(id, target, RESTORE.withStrategy(strategy)),
          () -> assertEquals(List.of("ballast", "topic-0"), namesInRoot()));
      assertEquals(before, TestLogs.logContents(target));
      Root.run(List.of("rm", "-r", target.toString(), log.resolve(".snapshots").toString()));
    }
    assertEquals(before, TestLogs.logContents(log));
    passed("found full " + tried + " times");
  }

  private List<String> namesInRoot() throws IOException {
    return TestLogs.names(path()).stream()
        .filter(name -> !name.equals("lost+found"))
        .toList();
  }

  @Test
  void aLogGoesOnOnceThereIsSpaceAgain() throws IOException {
    Path directory = path().resolve("topic-0");
    SimpleRecord record = SimpleRecord.of(1_000, "key", "v".repeat(50_000));
    long appended = 0;
    try (Log log = Log.open(directory, LogOptions.defaults().withSegmentBytes(300_000))) {
      log.append(List.of(record));
      fill();
      while (!isFull(() -> log.append(List.of(record)))) {
        assertTrue(log.logEndOffset() < 1_000_000, "never full");
      }
      appended = log.logEndOffset();
      Files.delete(ballast());
      log.append(List.of(record));
      assertEquals(appended + 1, log.logEndOffset());
    }
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      assertTrue(log.recovery().clean());
      assertEquals(appended + 1, log.logEndOffset());
    }
    passed("full after " + appended + " appends");
  }

  @Test
  void whatCannotBeWrittenCanStillBeReadAndIsAsItWasAfterwards() throws IOException {
    Path log = generate("topic-0");
    SnapshotManager manager = manager(log);
    String id = manager.create(CREATE).id();
    mounted().setReadOnly(true);
    try {
      SnapshotManager again = manager(log);
      assertEquals(id, again.resolve("latest"));
      assertTrue(again.verify(id, VerifyOptions.defaults()).isClean());
      assertReadOnly(() -> again.create(CREATE));
      assertReadOnly(() -> again.delete(id));
      assertReadOnly(() -> again.restore(id, path().resolve("restored-0"), RESTORE));
      assertReadOnly(() -> Log.open(log, LogOptions.defaults()).close());
    } finally {
      mounted().setReadOnly(false);
    }
    assertTrue(manager.verify(id, VerifyOptions.defaults()).isClean());
    manager.restore(id, path().resolve("restored-0"), RESTORE);
    assertEquals(TestLogs.logContents(log), TestLogs.logContents(path().resolve("restored-0")));
    manager.delete(id);
    passed("four operations refused, nothing changed");
  }

  private static void assertReadOnly(Operation operation) {
    StorageException e = assertThrows(StorageException.class, operation::run);
    assertTrue(e.getMessage().contains("Read-only file system"), e.getMessage());
  }
}
