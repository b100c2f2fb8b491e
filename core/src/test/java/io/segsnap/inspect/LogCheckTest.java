package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed log of four segments, damaged in one way each time. */
class LogCheckTest {

  private static final String SEGMENT = "00000000000000000015";

  @TempDir
  private Path folder;

  private Path log;

  @BeforeEach
  void createLog() throws IOException {
    log = TestLogs.create(folder.resolve("orders-0"), 50);
  }

  private List<Problem> check() throws IOException {
    try (DirectoryPoint point = DirectoryPoint.open(log, Disk.local())) {
      return LogCheck.run(point, Disk.local(), bytes -> {});
    }
  }

  private void edit(String name, Consumer<ByteBuffer> change) throws IOException {
    byte[] bytes = Files.readAllBytes(log.resolve(name));
    change.accept(ByteBuffer.wrap(bytes));
    Files.write(log.resolve(name), bytes);
  }

  /** Changes the second batch of a segment and makes its checksum right. */
  private long editBatch(Consumer<ByteBuffer> change) throws IOException {
    RecordBatch batch = new RecordBatch();
    edit(SEGMENT + ".log", bytes -> {
      batch.wrap(bytes, batch.wrap(bytes, 0).sizeBytes());
      change.accept(bytes.duplicate().position(batch.start()).slice());
      bytes.putInt(batch.start() + RecordBatch.OFFSET_OF_CRC, batch.computedCrc());
    });
    return batch.start();
  }

  private void assertProblem(String name, long position, String expected, String actual)
      throws IOException {
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(new Problem(log.resolve(name), position, expected, actual), problems.get(0));
  }

  @Test
  void shouldFindNothingInASoundLog() throws IOException {
    assertEquals(List.of(), check());
  }

  @Test
  void shouldFindABatchWhoseChecksumIsWrong() throws IOException {
    TestLogs.flip(log.resolve(SEGMENT + ".log"));
    List<Problem> problems = check();
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).expected().startsWith("batch CRC 0x"), problems.toString());
    assertTrue(problems.get(0).toString().contains(".log at position "), problems.toString());
  }

  @Test
  void shouldFindARecordCountThatDoesNotFitTheOffsets() throws IOException {
    long at = editBatch(batch -> batch.putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, 2));
    assertProblem(
        SEGMENT + ".log", at + RecordBatch.OFFSET_OF_RECORD_COUNT, "a record count of 0 to 1", "2");
  }

  @Test
  void shouldFindRecordsThatDoNotFillTheirBatch() throws IOException {
    long at = editBatch(batch -> batch.put(RecordBatch.HEADER_BYTES, (byte) 0x10));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(at, problems.get(0).position());
    assertEquals("1 whole records", problems.get(0).expected());
  }

  @Test
  void shouldFindRecordsThatCanNotBeDecompressed() throws IOException {
    long at = editBatch(batch -> batch.putShort(RecordBatch.OFFSET_OF_ATTRIBUTES, (short) 4));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(at, problems.get(0).position());
  }

  @Test
  void shouldFindAnIndexEntryInsideABatch() throws IOException {
    edit(SEGMENT + ".index", index -> index.putInt(4, index.getInt(4) + 1));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals("the position of a batch", problems.get(0).expected());
    assertEquals(0, problems.get(0).position());
  }

  @Test
  void shouldFindAnIndexEntryBehindTheSegment() throws IOException {
    edit(SEGMENT + ".index", index -> index.putInt(4, 1 << 20));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).actual().contains("position 1048576"), problems.toString());
  }

  @Test
  void shouldFindIndexEntriesOutOfOrder() throws IOException {
    edit(SEGMENT + ".index", index -> index.putInt(8, 0));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(8, problems.get(0).position());
    assertTrue(problems.get(0).expected().startsWith("a relative offset above"), "" + problems);
  }

  @Test
  void shouldFindAnIndexOfHalfAnEntry() throws IOException {
    Path index = log.resolve(SEGMENT + ".index");
    byte[] bytes = Files.readAllBytes(index);
    Files.write(index, Arrays.copyOf(bytes, bytes.length - 3));
    assertProblem(SEGMENT + ".index", bytes.length - 8, "entries of 8 bytes", "5 bytes at the end");
  }

  @Test
  void shouldAcceptThePreallocatedTailOfAnIndex() throws IOException {
    Path index = log.resolve(SEGMENT + ".index");
    byte[] bytes = Files.readAllBytes(index);
    Files.write(index, Arrays.copyOf(bytes, bytes.length + 8000));
    assertEquals(List.of(), check());
    edit(SEGMENT + ".index", content -> content.putInt(content.capacity() - 4, 7));
    assertProblem(
        SEGMENT + ".index",
        bytes.length + 8000 - 8,
        "zeros to the end of the file",
        "an entry after unused ones");
  }

  @Test
  void shouldFindAMissingIndex() throws IOException {
    Files.delete(log.resolve(SEGMENT + ".timeindex"));
    assertProblem(SEGMENT + ".timeindex", -1, "an index file", "none");
  }

  @Test
  void shouldFindATimestampThatIsNotTheLargestSoFar() throws IOException {
    edit(SEGMENT + ".timeindex", index -> index.putLong(0, index.getLong(0) - 1));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).expected().startsWith("the largest timestamp up to"), "" + problems);
  }

  @Test
  void shouldFindAnAbortedTransactionWithoutMarker() throws IOException {
    log = SampleData.unpack("txn", folder);
    edit("00000000000000005068.txnindex", index -> index.putLong(2, 12345));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(
        "the offset of an abort marker of producer 12345", problems.get(0).expected());
  }

  @Test
  void shouldFindThatAbortedTransactionsAreNotNamed() throws IOException {
    log = SampleData.unpack("txn", folder);
    Files.delete(log.resolve("00000000000000005068.txnindex"));
    assertProblem("00000000000000005068.txnindex", -1, "an index file", "none");
  }

  @Test
  void shouldFindATornProducerSnapshot() throws IOException {
    Files.write(log.resolve(SEGMENT + ".snapshot"), new byte[] {0, 1, 2});
    assertProblem(
        SEGMENT + ".snapshot", -1, "a producer snapshot whose checksum holds", "other content");
  }

  @Test
  void shouldFindAMalformedEpochCheckpoint() throws IOException {
    Files.writeString(log.resolve("leader-epoch-checkpoint"), "1\n");
    assertProblem("leader-epoch-checkpoint", -1, "a checkpoint of version 0", "other content");
  }

  @Test
  void shouldFindThatWhatABrokerHadOnDiskIsGone() throws IOException {
    log = SampleData.unpack("headers-nulls", folder);
    Path last = log.resolve(TestLogs.logContents(log).lastKey());
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, bytes.length - 1));
    List<Problem> problems = check();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals("a log that reaches the recovery point 3001", problems.get(0).expected());
  }

  @Test
  void shouldCheckTheOtherFilesOfALogThatCanNotBeLoaded() throws IOException {
    Files.delete(log.resolve(SEGMENT + ".log"));
    Path snapshot = log.resolve("00000000000000000030.snapshot");
    Files.write(snapshot, new byte[] {0, 1, 2});
    CorruptionException found = assertThrows(CorruptionException.class, this::check);
    List<Problem> problems = LogCheck.run(log, found, Disk.local(), bytes -> {});
    assertEquals(
        List.of(
            new Problem(found.path(), found.position(), found.expected(), found.actual()),
            new Problem(snapshot, -1, "a producer snapshot whose checksum holds", "other content")),
        problems);
  }

  @Test
  void shouldNotMindIndexesThatOpeningTheLogRebuilds() throws IOException {
    Files.delete(log.resolve("segsnap-checkpoint"));
    Files.write(log.resolve(SEGMENT + ".index"), new byte[] {1, 2, 3});
    assertEquals(List.of(), check());
  }
}
