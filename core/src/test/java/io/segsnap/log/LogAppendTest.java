package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.AbortedTransaction;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.FileKind;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SimpleRecord;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogAppendTest {

  @TempDir
  Path folder;

  private Log log;

  @BeforeEach
  void open() throws IOException {
    log = Log.open(folder.resolve("t-0"), LogOptions.defaults());
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodec.class,
      names = {"NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"})
  void recordsComeBackAsTheyWereAppended(CompressionCodec codec) throws IOException {
    List<StoredRecord> expected = new ArrayList<>();
    Path directory = folder.resolve(codec.name());
    try (Log packed = Log.open(directory, LogOptions.defaults().withCompression(codec))) {
      for (int i = 0; i < 40; i++) {
        long offset = packed.append(TestRecords.odd(i * 100));
        for (SimpleRecord r : TestRecords.odd(i * 100)) {
          expected.add(new StoredRecord(offset, r.timestamp(), r.key(), r.value(), r.headers()));
          offset++;
        }
      }
      assertEquals(expected, SegsnapRecords.of(packed));
    }
  }

  @Test
  void appendReturnsTheOffsetOfTheFirstRecord() throws IOException {
    log.append(TestRecords.many(0, 3));
    assertEquals(3, log.append(TestRecords.many(3, 2)));
  }

  @Test
  void anAppendWithoutRecordsIsRefused() {
    assertThrows(IllegalStateException.class, () -> log.append(List.of()));
  }

  @Test
  void aLeaderAssignsOffsetsToReadyMadeBatches() throws IOException {
    log.append(TestRecords.batch(77, "a", "b"));
    log.append(TestRecords.batch(5, "c"));
    assertEquals(List.of(0L, 1L, 2L), TestLog.offsets(log));
  }

  @Test
  void aLeaderAssignsOffsetsAcrossTheBatchesOfOneAppend() throws IOException {
    log.append(TestRecords.joined(TestRecords.batch(0, "a", "b"), TestRecords.batch(0, "c")));
    assertEquals(List.of(0L, 1L, 2L), TestLog.offsets(log));
  }

  @Test
  void aFollowerKeepsOffsetsAndGaps() throws IOException {
    log.appendAsFollower(TestRecords.batch(0, "a"));
    log.appendAsFollower(TestRecords.batch(5, "b", "c"));
    assertEquals(List.of(0L, 5L, 6L), TestLog.offsets(log));
  }

  @Test
  void aFollowerRefusesOffsetsThatGoBack() throws IOException {
    log.appendAsFollower(TestRecords.batch(5, "a"));
    assertThrows(
        InvalidRequestException.class, () -> log.appendAsFollower(TestRecords.batch(5, "b")));
    assertEquals(List.of(5L), TestLog.offsets(log));
  }

  @Test
  void aFollowerRefusesBatchesThatNoSegmentCouldHold() {
    ByteBuffer both =
        TestRecords.joined(TestRecords.batch(0, "a"), TestRecords.batch(1L << 31, "b"));
    assertThrows(InvalidRequestException.class, () -> log.appendAsFollower(both));
  }

  @Test
  void aDirectBufferIsAppendedLikeAnyOther() throws IOException {
    ByteBuffer heap = TestRecords.batch(0, "a");
    log.append(ByteBuffer.allocateDirect(heap.remaining()).put(heap).flip());
    assertEquals(List.of(0L), TestLog.offsets(log));
  }

  @Test
  void aBatchLargerThanEveryBufferIsAppended() throws IOException {
    log.append(TestRecords.batch(0, "x".repeat(3 << 20)));
    assertEquals(3 << 20, SegsnapRecords.of(log).get(0).value().remaining());
  }

  @Test
  void anAppendAfterTheCloseIsRefused() throws IOException {
    log.close();
    assertThrows(IllegalStateException.class, () -> log.append(TestRecords.one(0)));
  }

  @Test
  void theLeaderEpochNeverGoesBack() throws IOException {
    Path directory = folder.resolve("epochs");
    try (Log seventh = Log.open(directory, LogOptions.defaults().withLeaderEpoch(7))) {
      seventh.append(TestRecords.one(0));
    }
    try (Log reopened = Log.open(directory, LogOptions.defaults())) {
      reopened.append(TestRecords.one(1));
      try (Batches batches = reopened.read(1, 100)) {
        batches.next();
        assertEquals(7, batches.batch().leaderEpoch());
      }
    }
  }

  @Test
  void appendAsFollowerReturnsTheOffsetOfTheFirstRecord() throws IOException {
    assertEquals(7, log.appendAsFollower(TestRecords.batch(7, "a", "b")));
  }

  @Test
  void aFollowerTakesBatchesOfOneAppendAsFarApartAsASegmentReaches() throws IOException {
    log.appendAsFollower(
        TestRecords.joined(TestRecords.batch(0, "a"), TestRecords.batch(Integer.MAX_VALUE, "b")));
    assertEquals(List.of(0L, (long) Integer.MAX_VALUE), TestLog.offsets(log));
  }

  /** Compaction leaves such where an aborted or deleted batch was the last of its producer. */
  @Test
  void aFollowerTakesABatchWithoutRecords() throws IOException {
    ByteBuffer empty = ByteBuffer.allocate(RecordBatch.HEADER_BYTES)
        .put(TestRecords.batch(0, "a").slice(0, RecordBatch.HEADER_BYTES))
        .flip();
    empty
        .putInt(
            RecordBatch.OFFSET_OF_BATCH_LENGTH, RecordBatch.HEADER_BYTES - RecordBatch.LOG_OVERHEAD)
        .putInt(RecordBatch.OFFSET_OF_RECORD_COUNT, 0);
    empty.putInt(RecordBatch.OFFSET_OF_CRC, new RecordBatch().wrap(empty, 0).computedCrc());
    log.appendAsFollower(empty);
    assertEquals(1, log.logEndOffset());
  }

  @Test
  void batchesOfOneAppendAreIndexedLikeThoseOfSeveral() throws IOException {
    LogOptions options = LogOptions.defaults().withIndexIntervalBytes(0);
    ByteBuffer all = ByteBuffer.allocate(10_000);
    try (Log several = Log.open(folder.resolve("several-0"), options)) {
      for (int i = 0; i < 20; i++) {
        ByteBuffer batch = TestRecords.batchAt(i, "value");
        all.put(batch.duplicate());
        several.append(batch);
      }
    }
    try (Log one = Log.open(folder.resolve("one-0"), options)) {
      one.append(all.flip());
    }
    String index = FileKind.OFFSET_INDEX.nameOf(0);
    assertEquals(
        TestLog.files(folder.resolve("several-0")).get(index),
        TestLog.files(folder.resolve("one-0")).get(index));
  }

  @Test
  void anAbortedTransactionIsInTheIndexOfTransactions() throws IOException {
    log.append(TestRecords.transactional(9, 0, 0, "a"));
    log.append(TestRecords.abort(9, 0));
    log.close();
    assertEquals(
        List.of(new AbortedTransaction(9, 0, 1, 2)),
        KafkaOracle.open(log.directory(), folder, true).aborted());
  }
}
