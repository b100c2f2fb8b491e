package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.CorruptionException;
import io.segsnap.format.BatchBuilder;
import io.segsnap.format.Codecs;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.FileKind;
import io.segsnap.format.SimpleRecord;
import io.segsnap.inspect.LogDigest.Isolation;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.log.LogPoint;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDigestTest {

  @TempDir
  private Path folder;

  private static LogDigest digest(LogPoint point) throws IOException {
    return LogDigest.of(point, Isolation.READ_UNCOMMITTED, bytes -> {});
  }

  private LogDigest digestOf(String name, LogOptions options, int records) throws IOException {
    Path directory = folder.resolve(name);
    try (Log log = Log.open(directory, options)) {
      TestLogs.append(log, records);
    }
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(List.of(), LogCheck.run(point, Disk.local(), bytes -> {}));
      return digest(point);
    }
  }

  @Test
  void shouldNotDependOnSegmentsAndCompression() throws IOException {
    LogDigest plain = digestOf("a-0", TestLogs.OPTIONS, 40);
    LogDigest other =
        digestOf("b-0", LogOptions.defaults().withCompression(CompressionCodec.ZSTD), 40);
    assertEquals(plain, other);
    assertNotEquals(plain.sha256(), digestOf("c-0", TestLogs.OPTIONS, 39).sha256());
  }

  @Test
  void shouldDigestALogThatIsBeingWritten() throws IOException {
    LogDigest closed = digestOf("a-0", TestLogs.OPTIONS, 40);
    try (Log log = Log.open(folder.resolve("b-0"), TestLogs.OPTIONS)) {
      TestLogs.append(log, 40);
      try (LogPoint point = log.point()) {
        TestLogs.append(log, 40);
        assertEquals(closed, digest(point));
        assertEquals(40, LogInspection.of(point, bytes -> {}).total().records());
      }
    }
  }

  @Test
  void shouldDigestNoRecords() throws IOException {
    LogDigest none = digestOf("a-0", TestLogs.OPTIONS, 0);
    assertEquals(
        new LogDigest(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            0,
            0,
            -1,
            -1,
            -1,
            -1),
        none);
  }

  @Test
  void shouldTakeBatchesLargerThanItsWindow() throws IOException {
    String large = "x".repeat(3 << 20);
    Path directory = folder.resolve("large-0");
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(List.of(SimpleRecord.of(1, "before", "small")));
      log.append(List.of(SimpleRecord.of(2, "key", large), SimpleRecord.of(3, null, large)));
      log.append(List.of(SimpleRecord.of(4, "after", null)));
    }
    AtomicLong progress = new AtomicLong();
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(List.of(), LogCheck.run(point, Disk.local(), bytes -> {}));
      LogDigest digest = LogDigest.of(point, Isolation.READ_UNCOMMITTED, progress::addAndGet);
      assertEquals(4, digest.records());
      assertEquals("beforesmallkeyafter".length() + 2L * large.length(), digest.payloadBytes());
      assertEquals(point.segments().get(0).sizeBytes(), progress.get());
    }
  }

  @Test
  void shouldHideOpenTransactionsFromReadCommitted() throws IOException {
    Path directory = folder.resolve("open-0");
    BatchBuilder builder = new BatchBuilder(Codecs.kafka());
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(List.of(SimpleRecord.of(1, "a", "visible")));
      log.append(builder
          .begin(CompressionCodec.NONE)
          .producer(7, (short) 0, 0, true)
          .add(SimpleRecord.of(2, "b", "not committed yet"))
          .finish(0, 0));
      log.append(List.of(SimpleRecord.of(3, "c", "behind the last stable offset")));
    }
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(3, digest(point).records());
      LogDigest committed = LogDigest.of(point, Isolation.READ_COMMITTED, bytes -> {});
      assertEquals(1, committed.records());
      assertEquals(0, committed.lastOffset());
    }
  }

  private LogDigest committed(Path directory) throws IOException {
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      return LogDigest.of(point, Isolation.READ_COMMITTED, bytes -> {});
    }
  }

  @Test
  void shouldHideATransactionThatIsOpenFromTheFirstOffsetOn() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("open-0"));
    new TestSegment(directory, 0).transactional(7, 1).batch(2);
    assertEquals(0, committed(directory).records());
  }

  @Test
  void shouldShowWhatOneProducerCommittedThoughAnotherAborted() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("aborted-0"));
    new TestSegment(directory, 0)
        .transactional(0, 1)
        .commit(0)
        .transactional(7, 2)
        .abort(7);
    LogDigest committed = committed(directory);
    assertEquals(1, committed.records());
    assertEquals(0, committed.lastOffset());
  }

  @Test
  void shouldShowWhatAProducerCommittedAfterItAborted() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("aborted-0"));
    new TestSegment(directory, 0)
        .transactional(7, 1)
        .batch(1)
        .transactional(7, 1)
        .abort(7)
        .transactional(7, 1)
        .commit(7);
    LogDigest committed = committed(directory);
    assertEquals(2, committed.records());
    assertEquals(1, committed.firstOffset());
    assertEquals(4, committed.lastOffset());
  }

  @Test
  void shouldNotTakeATornTransactionIndexForOneWithoutTransactions() throws IOException {
    assertIndexRefused(33, 0, "33 bytes that are none");
  }

  @Test
  void shouldRefuseATransactionIndexFromTheFirstWrongEntryOn() throws IOException {
    assertIndexRefused(3 * 34, 34, "68 bytes that are none");
  }

  /** Of an index of one entry that is cut, or goes on with zeros. */
  private void assertIndexRefused(int bytes, long position, String actual) throws IOException {
    Path directory = SampleData.unpack("txn", folder);
    Path index = FileKind.TXN_INDEX.in(directory, 5068);
    Files.write(index, Arrays.copyOf(Files.readAllBytes(index), bytes));
    CorruptionException found = assertThrows(CorruptionException.class, () -> committed(directory));
    assertEquals(index, found.path());
    assertEquals(position, found.position());
    assertEquals(actual, found.actual());
  }

  @Test
  void shouldRefuseDamagedBatches() throws IOException {
    Path directory = TestLogs.create(folder.resolve("a-0"), 50);
    TestLogs.flip(directory.resolve("00000000000000000015.log"));
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      CorruptionException found = assertThrows(CorruptionException.class, () -> digest(point));
      assertEquals(directory.resolve("00000000000000000015.log"), found.path());
    }
  }
}
