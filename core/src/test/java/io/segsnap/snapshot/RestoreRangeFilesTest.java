package io.segsnap.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.testing.SampleData;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that the restore of a part makes beside the segments. */
class RestoreRangeFilesTest extends SnapshotTestBase {

  private static final String EPOCHS = "leader-epoch-checkpoint";
  private static final String BIG_VALUE = "b".repeat(1_000_000);

  private void restore(Path from, RestoreRange range) throws IOException {
    SnapshotManager manager = SnapshotManager.open(
        from, SnapshotOptions.defaults().withSnapshotDirectory(folder.resolve("snapshots")));
    manager.restore(manager.create(CREATE).id(), target, RESTORE.withRange(range));
  }

  /** What a log that was cut at an offset, instead of restored up to it, holds. */
  private static SortedMap<String, String> truncated(Path from, long offset) throws IOException {
    try (Log cut = Log.open(from, LogOptions.defaults())) {
      cut.truncateTo(offset);
    }
    return TestLogs.contents(from);
  }

  @ParameterizedTest
  @ValueSource(longs = {700, 1500, 2900})
  void theyAreThoseOfALogThatWasTruncatedThere(long offset) throws IOException {
    Path sample = SampleData.unpack("txn", folder);
    restore(sample, RestoreRange.ALL.withToOffset(offset));
    SortedMap<String, String> restored = TestLogs.contents(target);
    SortedMap<String, String> expected = truncated(sample, offset);
    assertEquals(expected.keySet(), restored.keySet());
    expected.forEach((name, content) -> assertEquals(content, restored.get(name), name));
  }

  @Test
  void aSealedSegmentBringsItsIndexesAndProducers() throws IOException {
    Path sample = SampleData.unpack("txn", folder);
    SortedMap<String, String> before = TestLogs.contents(sample);
    List<String> logs =
        before.keySet().stream().filter(name -> name.endsWith(".log")).toList();
    assertTrue(logs.size() > 2, logs.toString());
    String second = logs.get(1).replace(".log", "");
    long base = Long.parseLong(second);
    long next = Long.parseLong(logs.get(2).replace(".log", ""));
    restore(sample, RestoreRange.ALL.withSegments(List.of(base, next)));
    SortedMap<String, String> restored = TestLogs.contents(target);
    for (String kind : List.of(".log", ".index", ".timeindex", ".txnindex", ".snapshot")) {
      assertEquals(before.get(second + kind), restored.get(second + kind), second + kind);
    }
  }

  @ParameterizedTest
  @CsvSource({"29, 15", "30, 30", "44, 30"})
  void theFirstSegmentIsTheOneThatHoldsTheOffset(long from, long base) throws IOException {
    restore(log, RestoreRange.ALL.withFromOffset(from));
    String first = TestLogs.logContents(target).firstKey();
    assertEquals(String.format("%020d.log", base), first);
  }

  @Test
  void segmentsUpToTheLastMayBeChosen() throws IOException {
    restore(log, RestoreRange.ALL.withSegments(List.of(30L, 45L)));
    assertEquals(
        List.of("00000000000000000030.log", "00000000000000000045.log"),
        List.copyOf(TestLogs.logContents(target).keySet()));
  }

  @Test
  void anEmptyLastSegmentIsRestoredToo() throws IOException {
    try (Log rolled = Log.open(log, TestLogs.OPTIONS)) {
      rolled.roll();
    }
    restore(log, RestoreRange.ALL.withFromOffset(45));
    assertEquals("", TestLogs.logContents(target).get("00000000000000000050.log"));
    try (Log opened = Log.open(target, TestLogs.OPTIONS)) {
      assertTrue(opened.recovery().clean());
      assertEquals(50, opened.logEndOffset());
    }
  }

  @Test
  void aPartOfALargeSegmentIsCheckedByTheChecksumsOfTheWhole() throws IOException {
    Path big = folder.resolve("big-0");
    try (Log opened = Log.open(big, LogOptions.defaults())) {
      for (int i = 0; i < 12; i++) {
        TestLogs.append(opened, 1, BIG_VALUE);
      }
    }
    restore(big, RestoreRange.ALL.withToOffset(10));
    String whole = TestLogs.logContents(big).get("00000000000000000000.log");
    String part = TestLogs.logContents(target).get("00000000000000000000.log");
    assertTrue(part.length() > 2 * 4 * 1024 * 1024 && whole.startsWith(part), "" + part.length());
  }

  @Test
  void leaderEpochsEndAndStartWithTheLog() throws IOException {
    Path epochs = folder.resolve("epochs-0");
    for (int epoch = 1; epoch <= 4; epoch++) {
      try (Log opened = Log.open(epochs, LogOptions.defaults().withLeaderEpoch(epoch))) {
        TestLogs.append(opened, 10);
      }
    }
    restore(epochs, RestoreRange.ALL.withFromOffset(15).withToOffset(30));
    assertEquals("0\n2\n2 15\n3 20\n", Files.readString(target.resolve(EPOCHS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0\n1\n0 7\n", "no epochs"})
  void damagedLeaderEpochsAreNoneToCut(String content) throws IOException {
    Path epochs = folder.resolve("epochs-0");
    try (Log opened = Log.open(epochs, LogOptions.defaults().withLeaderEpoch(1))) {
      TestLogs.append(opened, 10);
    }
    SnapshotManager manager = SnapshotManager.open(epochs, SnapshotOptions.defaults());
    String id = manager.create(CREATE).id();
    Path held = epochs.resolve(".snapshots").resolve(id).resolve(EPOCHS);
    int length = (int) Files.size(held);
    Files.writeString(
        held,
        String.format("%-" + length + "s", content).substring(0, length),
        StandardCharsets.ISO_8859_1);
    RestoreOptions part = RESTORE.withRange(RestoreRange.ALL.withToOffset(5));
    CorruptionException refused =
        assertThrows(CorruptionException.class, () -> manager.restore(id, target, part));
    assertTrue(refused.getMessage().contains(EPOCHS), refused.getMessage());
    assertFalse(Files.exists(target));
  }
}
