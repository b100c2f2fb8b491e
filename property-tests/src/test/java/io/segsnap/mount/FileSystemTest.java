package io.segsnap.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.UnsupportedStrategyException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in the file system that other tests happen to run in holds in each of these. */
@ParameterizedClass(name = "{0}")
@EnumSource(FileSystem.class)
@Execution(ExecutionMode.CONCURRENT)
class FileSystemTest extends MountedTest {

  private static final CreateOptions AUTO = CREATE.withStrategy(CopyStrategy.AUTO);

  FileSystemTest(FileSystem type) {
    super(type);
  }

  @Test
  void autoClonesWhereFilesCanBeClonedAndOnlyThere() throws IOException {
    Path log = generate("topic-0");
    SnapshotManager manager = manager(log);
    long free = freeBytes();
    CopyStrategy expected = type.hasClones() ? CopyStrategy.CLONE : CopyStrategy.LINK;
    try (Log open = Log.open(log, LogOptions.defaults())) {
      assertTrue(manager.create(open, AUTO).captures().containsKey(expected));
    }
    Snapshot ofClosed = manager.create(AUTO);
    if (type.hasClones()) {
      assertTrue(ofClosed.captures().get(CopyStrategy.CLONE)
          >= ofClosed.segmentBaseOffsets().size());
      assertTrue(free - freeBytes() < 3 << 20, "clones take space: " + (free - freeBytes()));
    } else {
      assertTrue(!ofClosed.captures().containsKey(CopyStrategy.CLONE));
      assertThrows(
          UnsupportedStrategyException.class,
          () -> manager.create(CREATE.withStrategy(CopyStrategy.CLONE)));
    }
    free = freeBytes();
    manager.create(CREATE.withStrategy(CopyStrategy.OFF_HEAP));
    assertTrue(free - freeBytes() > 3 << 20, "copies take none: " + (free - freeBytes()));
    passed("auto took " + new TreeSet<>(ofClosed.captures().keySet()) + " for a closed log");
  }

  /** What a broker does to a segment that it truncates, and worse. */
  @Test
  void whatIsWrittenIntoTheLogsFilesDoesNotReachASnapshotOfAClosedLog() throws IOException {
    Path log = generate("topic-0");
    SnapshotManager manager = manager(log);
    Map<String, String> before = TestLogs.logContents(log);
    Snapshot snapshot = manager.create(AUTO);
    for (String name : before.keySet()) {
      try (FileChannel file = FileChannel.open(log.resolve(name), StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.wrap(new byte[100]), 5_000);
        file.write(ByteBuffer.wrap(new byte[100]), file.size());
        file.truncate(file.size() / 2);
        file.force(true);
      }
    }
    assertTrue(manager.verify(snapshot.id(), VerifyOptions.defaults()).isClean());
    for (RestoreOptions options :
        new RestoreOptions[] {RESTORE, RESTORE.withStrategy(CopyStrategy.AUTO)}) {
      Path target = path().resolve("restored-" + options.strategy());
      manager.restore(snapshot.id(), target, options);
      assertEquals(before, TestLogs.logContents(target));
    }
    passed("independent of the log by " + new TreeSet<>(snapshot.captures().keySet()));
  }
}
