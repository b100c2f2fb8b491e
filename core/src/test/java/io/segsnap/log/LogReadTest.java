package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingDisk;
import io.segsnap.io.ForwardingFile;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReadTest {

  private static final int BATCHES = 55;

  @TempDir
  Path folder;

  private Log log;

  @BeforeEach
  void open() throws IOException {
    log = Log.open(folder.resolve("t-0"), TestLog.small());
    TestLog.fill(log, BATCHES);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1, 61, 100})
  void theFirstBatchIsReadWholeHoweverLittleIsAskedFor(int maxBytes) throws IOException {
    try (Batches batches = log.read(7, maxBytes)) {
      assertTrue(batches.next());
      assertEquals(7, batches.batch().baseOffset());
      assertEquals(batches.batch().storedCrc(), batches.batch().computedCrc());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 110, 250, 1000, Integer.MAX_VALUE})
  void onlyWholeBatchesAreReadAndNoMoreThanAskedFor(int maxBytes) throws IOException {
    for (long offset = 0; offset < BATCHES; offset++) {
      try (Batches batches = log.read(offset, maxBytes)) {
        int count = 0;
        long expected = offset;
        while (batches.next()) {
          assertEquals(expected, batches.batch().baseOffset());
          assertEquals(batches.batch().storedCrc(), batches.batch().computedCrc());
          expected = batches.batch().nextOffset();
          count++;
        }
        assertTrue(count == 1 || batches.sizeBytes() <= maxBytes);
      }
    }
  }

  @Test
  void aBatchLargerThanTheReadBufferIsReadWhole() throws IOException {
    long offset = log.append(TestRecords.batch(0, "x".repeat(2 << 20)));
    try (Batches batches = log.read(offset, 10)) {
      assertTrue(batches.next());
      assertEquals(batches.batch().storedCrc(), batches.batch().computedCrc());
    }
  }

  @Test
  void anOffsetInsideABatchReadsThatBatch() throws IOException {
    long first = log.append(TestRecords.many(0, 5));
    try (Batches batches = log.read(first + 3, 1)) {
      batches.next();
      assertEquals(first, batches.batch().baseOffset());
    }
  }

  @Test
  void atTheHighWaterMarkNothingIsRead() throws IOException {
    try (Batches batches = log.read(log.highWaterMark(), 1000)) {
      assertTrue(batches.isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, BATCHES + 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void anOffsetOutOfRangeIsRefused(long offset) {
    assertThrows(InvalidRequestException.class, () -> log.read(offset, 1000));
  }

  @Test
  void anOffsetBelowTheLogStartIsRefused() throws IOException {
    log.deleteRecordsBefore(20);
    assertThrows(InvalidRequestException.class, () -> log.read(19, 1000));
  }

  @Test
  void anOffsetInAGapReadsTheBatchBehindIt() throws IOException {
    log.appendAsFollower(TestRecords.batch(100, "a"));
    log.roll();
    log.appendAsFollower(TestRecords.batch(200, "b"));
    for (long offset : List.of(60L, 99L, 101L, 150L, 199L)) {
      try (Batches batches = log.read(offset, 1000)) {
        batches.next();
        assertEquals(offset < 101 ? 100 : 200, batches.batch().baseOffset());
      }
    }
  }

  @Test
  void randomReadsFindWhatASequentialReaderFinds() throws IOException {
    List<StoredRecord> all = SegsnapRecords.of(log);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(3));
    for (int i : order) {
      assertEquals(all.subList(i, BATCHES), SegsnapRecords.of(log, i));
    }
  }

  @Test
  void aReadAfterTheCloseIsRefused() throws IOException {
    log.close();
    assertThrows(IllegalStateException.class, () -> log.read(0, 1000));
  }

  @Test
  void batchesOutliveTheCloseOfTheLog() throws IOException {
    try (Batches batches = log.read(0, 1000)) {
      log.close();
      batches.next();
      assertEquals(batches.batch().storedCrc(), batches.batch().computedCrc());
    }
  }

  @Test
  void aFileThatLostItsEndIsReportedNotReadAsGarbage() throws IOException {
    Path first = TestLog.file(log.directory(), 0, ".log");
    TestLog.cut(first, 150);
    assertThrows(CorruptionException.class, () -> SegsnapRecords.of(log));
  }

  @Test
  void aTimestampFindsTheFirstRecordThatIsNotEarlier() throws IOException {
    for (int i = 0; i < BATCHES; i++) {
      long timestamp = TestRecords.FIRST_TIMESTAMP + i;
      assertEquals(
          Optional.of(new TimestampedOffset(timestamp, i)), log.offsetForTimestamp(timestamp));
    }
  }

  @Test
  void aTimestampBeforeAllFindsTheFirstVisibleRecord() throws IOException {
    log.deleteRecordsBefore(13);
    assertEquals(13, log.offsetForTimestamp(0).orElseThrow().offset());
  }

  @Test
  void aTimestampAfterAllFindsNothing() throws IOException {
    assertEquals(Optional.empty(), log.offsetForTimestamp(TestRecords.FIRST_TIMESTAMP + BATCHES));
  }

  @Test
  void aTimestampFindsTheFirstOfRecordsThatAreOutOfOrder() throws IOException {
    log.append(TestRecords.many(1000, 1));
    log.append(TestRecords.many(900, 3));
    assertEquals(
        BATCHES,
        log.offsetForTimestamp(TestRecords.FIRST_TIMESTAMP + 901).orElseThrow().offset());
  }

  @Test
  void aTimestampAfterAllFindsNothingWhereTheLogStartWasMoved() throws IOException {
    log.deleteRecordsBefore(13);
    assertEquals(Optional.empty(), log.offsetForTimestamp(TestRecords.FIRST_TIMESTAMP + BATCHES));
  }

  @Test
  void aTimestampIsLookedUpInTheSegmentThatHoldsItOnly() throws IOException {
    List<String> read = new ArrayList<>();
    log.close();
    try (Log reopened = TestLog.open(log.directory(), TestLog.small(), noting(read))) {
      SegmentInfo third = reopened.segments().get(2);
      read.clear();
      long timestamp = TestRecords.FIRST_TIMESTAMP + third.baseOffset();
      assertEquals(
          third.baseOffset(),
          reopened.offsetForTimestamp(timestamp).orElseThrow().offset());
      assertEquals(
          Set.of(FileKind.LOG.nameOf(third.baseOffset())),
          read.stream().filter(FileKind.LOG::matches).collect(Collectors.toSet()));
    }
  }

  @Test
  void atTheHighWaterMarkTheDiskIsAskedForNothing() throws IOException {
    List<String> read = new ArrayList<>();
    log.close();
    try (Log reopened = TestLog.open(log.directory(), TestLog.small(), noting(read))) {
      read.clear();
      reopened.read(BATCHES, 1000).close();
      assertEquals(List.of(), read);
    }
  }

  /** Adds the name of the file to a list for each read. */
  private static Disk noting(List<String> names) {
    return new ForwardingDisk(Disk.local()) {
      @Override
      protected DiskFile wrap(DiskFile file) {
        return new ForwardingFile(file) {
          @Override
          public int read(ByteBuffer target, long position) throws IOException {
            names.add(path().getFileName().toString());
            return super.read(target, position);
          }
        };
      }
    };
  }
}
