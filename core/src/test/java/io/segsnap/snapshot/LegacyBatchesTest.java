package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages from before Kafka 0.11, whose checksum is no CRC-32C. */
class LegacyBatchesTest extends SnapshotTestBase {

  private Path legacy(int valueBytes) throws IOException {
    Path directory = Files.createDirectory(folder.resolve("old-0"));
    Path file = directory.resolve("00000000000000000000.log");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long offset = 0; offset < 5; offset++) {
        SimpleRecord message = new SimpleRecord(1_400_000_000_000L, new byte[valueBytes]);
        ByteBuffer bytes = MemoryRecords.withRecords(
                (byte) 1, offset, Compression.NONE, TimestampType.CREATE_TIME, message)
            .buffer();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    return directory;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5000})
  void areVerifiedAndSummedLikeAnyBytes(int valueBytes) throws IOException {
    Path old = legacy(valueBytes);
    SnapshotManager manager = SnapshotManager.open(old, SnapshotOptions.defaults());
    String id = manager.create(LINK).id();
    VerifyReport first = manager.verify(id, VERIFY);
    assertClean(first);
    assertEquals(5, first.batches());
    assertClean(manager.verify(id, VERIFY));
    manager.restore(id, target, RESTORE);
    assertEquals(TestLogs.logContents(old), TestLogs.logContents(target));
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    Path old = legacy(5000);
    SnapshotManager manager = SnapshotManager.open(old, SnapshotOptions.defaults());
    String id = manager.create(CREATE).id();
    TestLogs.flip(old.resolve(".snapshots").resolve(id).resolve("00000000000000000000.log"));
    assertTrue(manager.verify(id, VERIFY).problems().size() > 0);
  }
}
