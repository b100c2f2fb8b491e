package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SimpleRecord;
import io.segsnap.io.BufferPool;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest extends SnapshotTestBase {

  private static final String SEALED = "00000000000000000015.log";
  private static final int SEALED_SEGMENTS = 3;

  private SnapshotManager manager;
  private String id;
  private Path held;

  private void snapshot(CreateOptions options) throws IOException {
    manager = manager();
    id = manager.create(options).id();
    held = snapshots.resolve(id);
  }

  private List<String> problems() throws IOException {
    return manager.verify(id, VERIFY).problems().stream()
        .map(VerifyProblem::toString)
        .toList();
  }

  private void assertProblem(String file, String part) throws IOException {
    List<String> problems = problems();
    assertFalse(problems.isEmpty(), "nothing found");
    assertTrue(problems.get(0).startsWith(file + ": "), problems.toString());
    assertTrue(problems.get(0).contains(part), problems.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void shouldCountWhatItRead(int threads) throws IOException {
    snapshot(CREATE);
    Snapshot snapshot = manager.get(id);
    VerifyReport report = manager.verify(id, VERIFY.withThreads(threads));
    assertTrue(report.isClean());
    assertEquals(50, report.batches());
    assertEquals(snapshot.totalBytes(), report.bytes());
    assertEquals(snapshot.captures().get(CopyStrategy.OFF_HEAP).longValue(), report.files());
  }

  @Test
  void shouldFindOneFlippedByteInEachFile() throws IOException {
    snapshot(CREATE);
    for (String name : TestLogs.names(held)) {
      Path file = held.resolve(name);
      if (Files.size(file) == 0) {
        continue;
      }
      TestLogs.flip(file);
      if (name.equals("manifest.json")) {
        assertThrows(CorruptionException.class, () -> manager.verify(id, VERIFY));
      } else {
        assertProblem(name, "expected");
      }
      TestLogs.flip(file);
      assertEquals(List.of(), problems());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SEALED, "00000000000000000015.index", "leader-epoch-checkpoint"})
  void shouldFindAByteTooManyOrTooFew(String name) throws IOException {
    snapshot(CREATE);
    Path file = held.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {bytes.length - 1, bytes.length + 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertProblem(name, bytes.length + " bytes, found " + length + " bytes");
    }
  }

  @Test
  void shouldNameBothTheRangeAndTheBatchOfAFlippedByte() throws IOException {
    snapshot(CREATE);
    TestLogs.flip(held.resolve(SEALED));
    List<String> problems = problems();
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("batch CRC"), problems.get(0));
    assertTrue(problems.get(1).contains("at position 0 expected CRC-32C"), problems.get(1));
  }

  @Test
  void shouldNameEveryDamagedFile() throws IOException {
    snapshot(CREATE);
    Files.delete(held.resolve("00000000000000000000.timeindex"));
    Files.writeString(held.resolve("extra.txt"), "x");
    Files.delete(held.resolve("segsnap-checkpoint"));
    try (RandomAccessFile shortened = new RandomAccessFile(held.resolve(SEALED).toFile(), "rw")) {
      shortened.setLength(100);
    }
    long length = Files.size(log.resolve(SEALED));
    assertEquals(
        List.of(
            "00000000000000000000.timeindex: expected a file, found none",
            SEALED + ": at position 100 expected " + length + " bytes, found 100 bytes",
            "segsnap-checkpoint: expected a file, found none",
            "extra.txt: expected no such file, found a file"),
        problems());
  }

  @Test
  void shouldFindFilesThatWereSwapped() throws IOException {
    snapshot(CREATE);
    Path first = held.resolve("00000000000000000000.log");
    Path second = held.resolve(SEALED);
    byte[] firstBytes = Files.readAllBytes(first);
    Files.write(first, Files.readAllBytes(second));
    Files.write(second, firstBytes);
    assertFalse(problems().isEmpty());
  }

  @Test
  void shouldRefuseSymbolicLinksAndDirectories() throws IOException {
    snapshot(CREATE);
    Path file = held.resolve(SEALED);
    Path moved = Files.move(file, folder.resolve("moved.log"));
    Files.createSymbolicLink(file, moved);
    assertProblem(SEALED, "found a symbolic link");
    Files.delete(file);
    Files.createDirectory(file);
    assertProblem(SEALED, "found a directory");
  }

  @Test
  void shouldFindADamagedBatchOfALinkedFileWithoutChecksums() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    TestLogs.flip(held.resolve(SEALED));
    assertProblem(SEALED, "batch CRC");
  }

  @Test
  void shouldFindThatALinkedFileWithoutChecksumsWasWrittenTo() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    FileTime later = FileTime.from(Instant.parse("2030-01-01T00:00:00Z"));
    Files.setLastModifiedTime(log.resolve(SEALED), later);
    assertProblem(SEALED, "found 2030-01-01T00:00:00Z");
  }

  @Test
  void shouldFillInTheChecksumsOfLinkedFilesOnce() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    assertEquals(SEALED_SEGMENTS, manager.verify(id, VERIFY).checksumsAdded());
    assertEquals(0, manager.verify(id, VERIFY).checksumsAdded());
    assertEquals(id, manager.list().snapshots().get(0).id());
    change(held.resolve(SEALED), RecordBatch.OFFSET_OF_LEADER_EPOCH);
    assertProblem(SEALED, "at position 0 expected CRC-32C");
  }

  @Test
  void shouldKnowTheChecksumsOfLinkedFilesFromTheLog() throws IOException {
    snapshot(LINK);
    assertEquals(0, manager.verify(id, VERIFY).checksumsAdded());
    TestLogs.flip(held.resolve("00000000000000000015.index"));
    assertProblem("00000000000000000015.index", "at position 0 expected CRC-32C");
    change(held.resolve(SEALED), RecordBatch.OFFSET_OF_LEADER_EPOCH);
    assertProblem(SEALED, "at position 0 expected CRC-32C");
  }

  @Test
  void shouldSumTheIndexesOfALogThatKnowsNoChecksums() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    TestLogs.flip(held.resolve("00000000000000000015.index"));
    assertProblem("00000000000000000015.index", "at position 0 expected CRC-32C");
  }

  @Test
  void shouldFindALeaderEpochOfALinkedFileThatTheCheckpointDoesNotKnow() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    change(held.resolve(SEALED), RecordBatch.OFFSET_OF_LEADER_EPOCH);
    assertProblem(
        SEALED, "at position 12 expected leader epoch 0, as leader-epoch-checkpoint says");
  }

  private static void change(Path file, int position) throws IOException {
    var modified = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, modified);
  }

  @Test
  void shouldNotFillInChecksumsOfADamagedSnapshot() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    TestLogs.flip(held.resolve(SEALED));
    assertEquals(0, manager.verify(id, VERIFY).checksumsAdded());
    TestLogs.flip(held.resolve(SEALED));
    assertTrue(manager.verify(id, VERIFY).checksumsAdded() > 0);
  }

  @Test
  void shouldVerifyWithoutFillingInWhileAnotherHoldsTheLock() throws IOException {
    forgetChecksums();
    snapshot(LINK);
    DirectoryLock busy = Disk.local().lock(snapshots.resolve(".lock"));
    VerifyReport report = manager.verify(id, VERIFY);
    busy.close();
    assertTrue(report.isClean());
    assertEquals(0, report.checksumsAdded());
  }

  private ManifestFile unsummed(String name) throws IOException {
    return new ManifestFile(
        name,
        Files.size(log.resolve(name)),
        CopyStrategy.LINK,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void shouldGiveItsBufferBack() throws IOException {
    BufferPool pool = new BufferPool(1 << 20);
    ByteBuffer only = pool.acquire();
    pool.release(only);
    new FileCheck(Disk.local(), pool)
        .checkContent(log, unsummed(SEALED), Optional.empty(), bytes -> {});
    assertSame(only, pool.acquire());
  }

  @Test
  void shouldFindAFileThatIsCutWhileItIsRead() throws IOException {
    snapshot(CREATE);
    Path cut = held.resolve("00000000000000000015.index");
    Disk disk = new SharedDisk(cut::equals, () -> Files.write(cut, new byte[0]));
    VerifyReport report = manager(disk).verify(id, VERIFY.withThreads(1));
    assertEquals("fewer", report.problems().get(0).actual());
  }

  @Test
  void shouldFindABatchBeyondTheBoundsOfItsSegment() throws IOException {
    FileCheck check = new FileCheck(Disk.local(), new BufferPool(1 << 20));
    ManifestFile entry = unsummed(SEALED);
    FileCheck.Outcome tooLong = check.checkContent(
        log, entry, Optional.of(new SegmentBounds(15, 29, new TreeMap<>())), bytes -> {});
    assertTrue(tooLong.problems().toString().contains("a last offset below 29"));
    assertEquals("29", tooLong.problems().get(0).actual());
    FileCheck.Outcome tooEarly = check.checkContent(
        log, entry, Optional.of(new SegmentBounds(16, 30, new TreeMap<>())), bytes -> {});
    assertTrue(tooEarly.problems().toString().contains("a base offset of at least 16"));
  }

  @Test
  void shouldFindThatTheCheckpointBeginsOtherwise() throws IOException {
    snapshot(CREATE);
    change(held.resolve("segsnap-checkpoint"), 0);
    assertProblem("segsnap-checkpoint", "at position 0 expected the offsets of the manifest");
  }

  @Test
  void shouldReportProgressUpToTheTotalAlthoughAFileIsMissing() throws IOException {
    snapshot(CREATE);
    Files.delete(held.resolve(SEALED));
    List<Long> seen = new ArrayList<>();
    manager.verify(id, VERIFY.withProgress((done, total) -> seen.add(done)));
    assertEquals(manager.get(id).totalBytes(), seen.get(seen.size() - 1));
  }

  @Test
  void shouldReportProgressUpToTheTotal() throws IOException {
    snapshot(CREATE);
    List<Long> seen = new ArrayList<>();
    manager.verify(id, VERIFY.withProgress((done, total) -> seen.add(done)));
    assertEquals(manager.get(id).totalBytes(), seen.get(seen.size() - 1));
  }

  @ParameterizedTest
  @EnumSource(names = "CLONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldFindAFlippedByteInASecondRange(CopyStrategy strategy) throws IOException {
    Path large = folder.resolve("large-0");
    try (Log opened = Log.open(large, LogOptions.defaults())) {
      for (int i = 0; i < 12; i++) {
        opened.append(List.of(SimpleRecord.of(1, "k", "x".repeat(500_000) + i)));
      }
    }
    manager = SnapshotManager.open(large, SnapshotOptions.defaults());
    id = manager.create(CREATE.withStrategy(strategy)).id();
    assertEquals(List.of(), problems());
    Path file = large.resolve(".snapshots").resolve(id).resolve("00000000000000000000.log");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(5_000_000);
      bytes.write('y');
    }
    List<String> problems = problems();
    assertTrue(problems.get(0).contains("batch CRC"), problems.toString());
    assertTrue(problems.get(1).contains("at position 4194304 expected"), problems.toString());
  }
}
