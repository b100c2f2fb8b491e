package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRollTest {

  @TempDir
  Path folder;

  @Test
  void noSegmentGrowsPastItsSize() throws IOException {
    try (Log log = Log.open(folder.resolve("t-0"), TestLog.small())) {
      TestLog.fill(log, 100);
      assertTrue(log.segments().stream().allMatch(s -> s.sizeBytes() <= 1100));
      assertTrue(log.segments().size() > 8);
    }
  }

  @Test
  void aBatchLargerThanASegmentGetsOneOfItsOwn() throws IOException {
    try (Log log = Log.open(folder.resolve("t-0"), TestLog.small())) {
      TestLog.fill(log, 1);
      log.append(TestRecords.batch(0, "x".repeat(5000)));
      TestLog.fill(log, 1);
      assertEquals(List.of(0L, 1L, 2L), bases(log));
    }
  }

  @Test
  void noIndexGrowsPastItsSize() throws IOException {
    Path directory = folder.resolve("t-0");
    LogOptions options = LogOptions.defaults().withIndexIntervalBytes(0).withMaxIndexBytes(100);
    TestLog.closed(directory, options, 60);
    for (String name : TestLog.files(directory).keySet()) {
      if (name.endsWith("index")) {
        assertTrue(Files.size(directory.resolve(name)) <= 100, name);
      }
    }
  }

  @Test
  void offsetsTooFarFromTheBaseGetANewSegment() throws IOException {
    long far = 3L << 31;
    Path directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      log.append(TestRecords.one(0));
      log.appendAsFollower(TestRecords.batch(far, "far"));
      assertEquals(List.of(0L, far), TestLog.offsets(log));
    }
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      assertEquals(List.of(0L, far), TestLog.offsets(log));
    }
  }

  @Test
  void theFirstBatchOfANewLogMayBeFarFromItsBase() throws IOException {
    long far = 3L << 31;
    Path directory = folder.resolve("t-0");
    Log killed = TestLog.openToKill(directory, LogOptions.defaults());
    killed.appendAsFollower(TestRecords.batch(far, "far"));
    try (Log log = TestLog.openToKill(directory, LogOptions.defaults())) {
      assertEquals(List.of(far), TestLog.offsets(log));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 31, 1L << 40, Long.MAX_VALUE - (1L << 31) - 20})
  void aLogMayStartAtAnyOffset(long start) throws IOException {
    Path directory = folder.resolve("t-0");
    LogOptions options = TestLog.small().withInitialOffset(start);
    TestLog.closed(directory, options, 20);
    try (Log log = Log.open(directory, options)) {
      assertEquals(TestLog.range(start, start + 20), TestLog.offsets(log));
    }
  }

  @Test
  void offsetsEndWhereTheFormatEnds() throws IOException {
    LogOptions options = LogOptions.defaults().withInitialOffset(LogOptions.MAX_BASE_OFFSET);
    try (Log log = Log.open(folder.resolve("t-0"), options)) {
      log.append(TestRecords.one(0));
      assertThrows(InvalidRequestException.class, () -> log.append(TestRecords.one(1)));
      assertEquals(List.of(LogOptions.MAX_BASE_OFFSET), TestLog.offsets(log));
    }
  }

  @Test
  void anEmptySegmentIsNotRolled() throws IOException {
    try (Log log = Log.open(folder.resolve("t-0"), LogOptions.defaults())) {
      log.roll();
      log.append(TestRecords.one(0));
      log.roll();
      log.roll();
      assertEquals(2, log.segments().size());
    }
  }

  @Test
  void aSegmentIsFilledToItsLastByte() throws IOException {
    LogOptions options = LogOptions.defaults().withSegmentBytes(2 * TestRecords.batchBytes(0));
    try (Log log = Log.open(folder.resolve("t-0"), options)) {
      TestLog.fill(log, 3);
      assertEquals(List.of(0L, 2L), bases(log));
    }
  }

  @Test
  void aSegmentTakesOffsetsAsFarFromItsBaseAsItsIndexesReach() throws IOException {
    long start = 1L << 40;
    LogOptions options = LogOptions.defaults().withInitialOffset(start);
    try (Log log = Log.open(folder.resolve("t-0"), options)) {
      log.append(TestRecords.one(0));
      log.appendAsFollower(TestRecords.batch(start + Integer.MAX_VALUE, "last"));
      assertEquals(List.of(start), bases(log));
      log.append(TestRecords.one(1));
      assertEquals(List.of(start, start + (1L << 31)), bases(log));
    }
  }

  @Test
  void aBatchInReachOfTheLogEndNeedsNoSegmentForAGap() throws IOException {
    long last = 1L + Integer.MAX_VALUE;
    try (Log log = Log.open(folder.resolve("t-0"), LogOptions.defaults())) {
      log.append(TestRecords.one(0));
      log.appendAsFollower(TestRecords.batch(last, "in reach"));
      assertEquals(List.of(0L, 1L), bases(log));
      assertEquals(List.of(0L, last), TestLog.offsets(log));
    }
  }

  @Test
  void aBatchThatWouldEndBehindTheFormatIsRefused() throws IOException {
    LogOptions options = LogOptions.defaults().withInitialOffset(LogOptions.MAX_BASE_OFFSET - 1);
    try (Log log = Log.open(folder.resolve("t-0"), options)) {
      assertThrows(InvalidRequestException.class, () -> log.append(TestRecords.many(0, 3)));
      assertEquals(LogOptions.MAX_BASE_OFFSET - 1, log.append(TestRecords.many(0, 2)));
    }
  }

  private static List<Long> bases(Log log) {
    return log.segments().stream().map(SegmentInfo::baseOffset).toList();
  }
}
