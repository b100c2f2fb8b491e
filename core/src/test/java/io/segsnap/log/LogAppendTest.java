package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.InvalidRequestException;
import io.segsnap.format.CompressionCodec;
import io.segsnap.format.SimpleRecord;
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
    ByteBuffer first = TestRecords.batch(0, "a", "b");
    ByteBuffer second = TestRecords.batch(0, "c");
    log.append(ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip());
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
    ByteBuffer near = TestRecords.batch(0, "a");
    ByteBuffer far = TestRecords.batch(1L << 32, "b");
    ByteBuffer both = ByteBuffer.allocate(near.remaining() + far.remaining())
        .put(near)
        .put(far)
        .flip();
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
}
