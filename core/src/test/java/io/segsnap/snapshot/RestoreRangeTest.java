package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.InvalidRequestException;
import io.segsnap.log.Log;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.oracle.StoredRecord;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 50 records, a batch each, in segments at 0, 15, 30 and 45. */
class RestoreRangeTest extends SnapshotTestBase {

  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private RestoreReport restore(RestoreRange range) throws IOException {
    SnapshotManager manager = manager();
    return manager.restore(manager.create(CREATE).id(), target, RESTORE.withRange(range));
  }

  /** Checks the result with segsnap and with Kafka, trusting it and checking all of it. */
  private void assertRestored(RestoreReport report, long base, long start, long end)
      throws IOException {
    assertEquals(start, report.logStartOffset());
    assertEquals(end, report.highWaterMark());
    for (boolean clean : new boolean[] {true, false}) {
      LogContents contents = KafkaOracle.open(target, folder, clean);
      assertEquals(end, contents.logEndOffset());
      List<Long> offsets = contents.records().stream().map(StoredRecord::offset).toList();
      assertEquals(base, offsets.get(0));
      assertEquals(end - base, offsets.size());
    }
    try (Log opened = Log.open(target, TestLogs.OPTIONS)) {
      assertTrue(opened.recovery().clean());
      assertEquals(List.of(), opened.recovery().checkedSegments());
      assertEquals(start, opened.logStartOffset());
      assertEquals(end, opened.logEndOffset());
      TestLogs.append(opened, 1);
    }
  }

  @Test
  void shouldRestoreOnlyTheSegmentsAskedFor() throws IOException {
    RestoreReport report = restore(RestoreRange.ALL.withSegments(List.of(30L, 15L)));
    String name = "00000000000000000015.log";
    assertEquals(
        TestLogs.logContents(log).get(name), TestLogs.logContents(target).get(name));
    assertRestored(report, 15, 15, 45);
    assertEquals(List.of(), report.notes());
  }

  @Test
  void shouldStartAtAnOffsetWithinASegment() throws IOException {
    RestoreReport report = restore(RestoreRange.ALL.withFromOffset(20));
    assertTrue(report.notes().get(0).contains("'orders 0 20'"), report.notes().toString());
    assertFalse(Files.exists(target.resolve("00000000000000000000.log")));
    assertRestored(report, 15, 20, 50);
  }

  /** Epoch 0 begins at 0, epoch 4 at 50, epoch 7 at 60. */
  @ParameterizedTest
  @CsvSource({"0, 40, 1-0 0", "0, 55, 2-0 0-4 50", "0, 70, 3-0 0-4 50-7 60", "52, 55, 1-4 52"})
  void shouldKnowTheLeaderEpochsOfThePartAndNoOthers(long from, long to, String expected)
      throws IOException {
    for (int epoch : new int[] {4, 7}) {
      try (Log opened = Log.open(log, TestLogs.OPTIONS.withLeaderEpoch(epoch))) {
        TestLogs.append(opened, 10);
      }
    }
    restore(RestoreRange.ALL.withFromOffset(from).withToOffset(to));
    assertEquals(
        "0\n" + expected.replace('-', '\n') + "\n",
        Files.readString(target.resolve("leader-epoch-checkpoint")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 14, 15, 16, 30, 33, 45, 46, 49, 50, 1000})
  void shouldEndBeforeAnOffset(long toOffset) throws IOException {
    RestoreReport report = restore(RestoreRange.ALL.withToOffset(toOffset));
    assertRestored(report, 0, 0, Math.min(50, toOffset));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 14, 15, 32, 44, 49, 1000})
  void shouldEndBeforeTheFirstBatchThatIsLater(long millis) throws IOException {
    RestoreReport report = restore(RestoreRange.ALL.withToTimestamp(FIRST_TIMESTAMP + millis));
    assertRestored(report, 0, 0, Math.min(50, millis + 1));
  }

  @Test
  void shouldRestoreWhatAllLimitsLetThrough() throws IOException {
    RestoreRange range = RestoreRange.ALL
        .withSegments(List.of(15L, 30L))
        .withFromOffset(17)
        .withToOffset(40)
        .withToTimestamp(FIRST_TIMESTAMP + 34);
    assertRestored(restore(range), 15, 17, 35);
  }

  @Test
  void shouldRefuseWhatLeavesNothing() throws IOException {
    assertNothing(RestoreRange.ALL.withFromOffset(50));
    assertNothing(RestoreRange.ALL.withToOffset(0));
    assertNothing(RestoreRange.ALL.withFromOffset(30).withToOffset(30));
    assertNothing(RestoreRange.ALL.withToTimestamp(FIRST_TIMESTAMP - 1));
    assertNothing(RestoreRange.ALL.withSegments(List.of(0L)).withFromOffset(15));
  }

  private void assertNothing(RestoreRange range) throws IOException {
    assertRefused(InvalidRequestException.class, "nothing is left", () -> restore(range));
    assertFalse(Files.exists(target));
  }

  @Test
  void shouldRefuseSegmentsThatDoNotFollowEachOther() throws IOException {
    for (List<Long> segments : List.of(List.of(0L, 30L), List.of(7L), List.of(45L, 60L))) {
      assertRefused(
          InvalidRequestException.class,
          "neighbours among [0, 15, 30, 45]",
          () -> restore(RestoreRange.ALL.withSegments(segments)));
    }
  }

  @Test
  void shouldNotHideDamageBehindTheCutOfASegment() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    Path segment = snapshots.resolve(id).resolve("00000000000000000030.log");
    TestLogs.flip(segment);
    RestoreOptions options = RESTORE.withRange(RestoreRange.ALL.withToOffset(32));
    assertThrows(CorruptionException.class, () -> manager.restore(id, target, options));
    assertFalse(Files.exists(target));
  }

  @Test
  void shouldRestoreAPartOfALinkedSnapshot() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(LINK).id();
    RestoreReport report =
        manager.restore(id, target, RESTORE.withRange(RestoreRange.ALL.withToOffset(33)));
    assertRestored(report, 0, 0, 33);
  }

  @Test
  @Tag("exhaustive")
  void shouldDeriveProducersAndTransactionsAtTheCut() throws IOException {
    Path sample = SampleData.unpack("txn", folder);
    SnapshotManager manager =
        SnapshotManager.open(sample, SnapshotOptions.defaults().withClock(clock));
    String id = manager.create(CREATE).id();
    LogContents whole = KafkaOracle.open(sample, folder, false);
    for (long to = 50; to < whole.logEndOffset(); to += 487) {
      Path part = folder.resolve("part-" + to);
      RestoreReport report =
          manager.restore(id, part, RESTORE.withRange(RestoreRange.ALL.withToOffset(to)));
      LogContents trusted = KafkaOracle.open(part, folder, true);
      assertEquals(KafkaOracle.open(part, folder, false), trusted, "up to " + to);
      long end = report.highWaterMark();
      assertEquals(
          whole.records().stream().filter(record -> record.offset() < end).toList(),
          trusted.records());
      assertEquals(end, trusted.logEndOffset());
    }
  }

  @Test
  void shouldTellOfALogStartThatTheBrokerRemembersOfAnEarlierLog() throws IOException {
    Files.writeString(folder.resolve("log-start-offset-checkpoint"), "0\n1\nrestored 3 40\n");
    target = folder.resolve("restored-3");
    RestoreReport report = restore(RestoreRange.ALL);
    assertTrue(report.notes().get(0).contains("starts at offset 40"), "" + report.notes());
    assertTrue(report.notes().get(0).endsWith("'restored 3 0'"), "" + report.notes());
  }

  @Test
  void shouldNameATopicOfOneLetter() throws IOException {
    Files.writeString(folder.resolve("log-start-offset-checkpoint"), "0\n1\nr 3 40\n");
    target = folder.resolve("r-3");
    List<String> notes = restore(RestoreRange.ALL).notes();
    assertTrue(notes.get(0).endsWith("'r 3 0'"), "" + notes);
  }

  @Test
  void shouldNotTellOfALogStartThatIsTheSame() throws IOException {
    Files.writeString(folder.resolve("log-start-offset-checkpoint"), "0\n1\nrestored 3 0\n");
    target = folder.resolve("restored-3");
    assertEquals(List.of(), restore(RestoreRange.ALL).notes());
  }

  @Test
  void shouldChangeNothingInADryRun() throws IOException {
    SnapshotManager manager = manager();
    String id = manager.create(CREATE).id();
    RestoreRange range = RestoreRange.ALL.withToOffset(33);
    RestoreReport plan = manager.restore(id, target, RESTORE.withRange(range).withDryRun(true));
    assertFalse(Files.exists(target));
    assertEquals(plan, manager.restore(id, target, RESTORE.withRange(range)));
  }
}
