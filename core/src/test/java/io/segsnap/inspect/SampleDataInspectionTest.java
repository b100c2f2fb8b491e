package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.inspect.LogDigest.Isolation;
import io.segsnap.io.Disk;
import io.segsnap.log.DirectoryPoint;
import io.segsnap.log.TailCut;
import io.segsnap.testing.SampleData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleDataInspectionTest {

  private final Disk disk = Disk.local();

  @TempDir
  private Path temp;

  static List<String> readCases() {
    return SampleData.READ;
  }

  static List<String> allCases() {
    return SampleData.cases();
  }

  @ParameterizedTest
  @MethodSource("readCases")
  void shouldDigestWhatAConsumerRead(String name) throws Exception {
    try (DirectoryPoint point = DirectoryPoint.open(SampleData.unpack(name, temp), disk)) {
      assertReads(
          SampleData.readUncommitted(name),
          LogDigest.of(point, Isolation.READ_UNCOMMITTED, n -> {}));
      assertReads(
          SampleData.readCommitted(name), LogDigest.of(point, Isolation.READ_COMMITTED, n -> {}));
    }
  }

  private static void assertReads(SampleData.Reading expected, LogDigest digest) {
    assertAll(
        () -> assertEquals(expected.sha256(), digest.sha256()),
        () -> assertEquals(expected.records(), digest.records()),
        () -> assertEquals(expected.payloadBytes(), digest.payloadBytes()),
        () -> assertEquals(expected.firstOffset(), digest.firstOffset()),
        () -> assertEquals(expected.lastOffset(), digest.lastOffset()),
        () -> assertEquals(expected.minTimestamp(), digest.minTimestamp()),
        () -> assertEquals(expected.maxTimestamp(), digest.maxTimestamp()));
  }

  @ParameterizedTest
  @MethodSource("readCases")
  void shouldAddUpTheBatchHeaders(String name) throws Exception {
    SampleData.Reading expected = SampleData.readUncommitted(name);
    try (DirectoryPoint point = DirectoryPoint.open(SampleData.unpack(name, temp), disk)) {
      LogInspection inspection = LogInspection.of(point, n -> {});
      SegmentStatistics total = inspection.total();
      boolean isCut = name.equals("delete-records");
      assertAll(
          () -> assertEquals(expected.beginningOffset(), inspection.logStartOffset()),
          () -> assertEquals(expected.endOffset(), inspection.endOffset()),
          () -> assertEquals(expected.records() + (isCut ? 2345 - 2298 : 0), total.records()),
          () -> assertEquals(expected.maxTimestamp(), total.maxTimestamp()),
          () -> assertEquals(name.equals("txn") ? 294 : 0, total.controlRecords()));
    }
  }

  @ParameterizedTest
  @MethodSource("allCases")
  void shouldFindNoProblemInWhatABrokerWrote(String name) throws Exception {
    try (DirectoryPoint point = DirectoryPoint.open(SampleData.unpack(name, temp), disk)) {
      assertEquals(List.of(), LogCheck.run(point, disk, n -> {}));
    }
  }

  @Test
  void shouldReadTheLongestValidPrefixOfATornLog() throws IOException {
    Path torn = SampleData.unpack(SampleData.TORN, temp);
    try (DirectoryPoint point = DirectoryPoint.open(torn, disk)) {
      TailCut cut = point.tailCut().orElseThrow();
      assertEquals("00000000000000028241.log", cut.fileName());
      assertEquals(323_491, cut.position());
      assertEquals(2396, cut.removedBytes());
      assertTrue(cut.toString().contains("cut 2396 bytes after position 323491"), cut.toString());
      LogDigest digest = LogDigest.of(point, Isolation.READ_UNCOMMITTED, n -> {});
      assertEquals(28_915, digest.records());
      assertEquals(
          "04d82ccfc7f0041f7a3fa192b7eca86580669898274e2ef9c396b85ef2eb07f2", digest.sha256());
    }
  }
}
