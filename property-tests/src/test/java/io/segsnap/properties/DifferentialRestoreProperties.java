package io.segsnap.properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a directory holds, a differential restore makes it what a clean one makes. */
class DifferentialRestoreProperties {

  private static final LogOptions SMALL = LogOptions.defaults()
      .withSegmentBytes(2_000)
      .withIndexIntervalBytes(200)
      .withSyncOnRoll(false);
  private static final RestoreOptions RESTORE =
      RestoreOptions.defaults().withStrategy(CopyStrategy.OFF_HEAP).withSynced(false);

  @Property(tries = 60)
  void itEqualsACleanRestoreAndWritesNoRangeThatMatched(
      @ForAll @Size(max = 8) List<DamagedTargets> damages,
      @ForAll @IntRange(max = 100_000) int pick,
      @ForAll Extras extras,
      @ForAll @IntRange(min = 1, max = 3) int threads)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path log = folder.path().resolve("topic-0");
      create(log, SMALL, 40, 150);
      check(
          folder.path(), log, damages, pick, RESTORE.withThreads(threads).withDifferential(extras));
    }
  }

  /** Of files that have several ranges. */
  @Property(tries = 3)
  void itWritesOnlyTheDifferingRangesOfLargeFiles(
      @ForAll @Size(min = 1, max = 3) List<DamagedTargets> damages,
      @ForAll @IntRange(max = 10_000_000) int pick)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path log = folder.path().resolve("topic-0");
      create(log, LogOptions.defaults().withSegmentBytes(10 << 20), 12, 1_000_000);
      check(folder.path(), log, damages, pick, RESTORE.withDifferential(Extras.REMOVE));
    }
  }

  private static void check(
      Path folder, Path log, List<DamagedTargets> damages, int pick, RestoreOptions options)
      throws IOException {
    SnapshotManager manager = SnapshotManager.open(log, SnapshotOptions.defaults());
    String id = manager.create(CreateOptions.defaults().withSynced(false)).id();
    Path clean = folder.resolve("clean-0");
    Path target = folder.resolve("target-0");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    manager.restore(id, clean, RESTORE);
    manager.restore(id, target, RESTORE);
    int next = 0; // two of them meet each file
    for (DamagedTargets damage : damages) {
      damage.apply(target, outside, pick + next++ / 2);
    }
    SortedMap<String, Long> toWrite = RangeModel.toWrite(clean, target);
    long total = toWrite.values().stream().mapToLong(bytes -> bytes).sum();
    Map<String, String> shared = SnapshotProperties.filesOf(outside);
    if (hasNoSegment(target)) {
      assertThrows(InvalidRequestException.class, () -> manager.restore(id, target, options));
      return;
    }
    RestoreReport plan = manager.restore(id, target, options.withDryRun(true));
    RangeModel.CountingDisk disk = new RangeModel.CountingDisk();
    RestoreReport report = SnapshotManager.open(log, SnapshotOptions.defaults().withDisk(disk))
        .restore(id, target, options);
    assertEquals(toWrite, disk.written());
    assertEquals(total, report.bytesWritten());
    assertEquals(plan, report);
    assertEquals(SnapshotProperties.filesOf(clean), SnapshotProperties.filesOf(target));
    assertEquals(shared, SnapshotProperties.filesOf(outside), "files with another name");
    assertEquals(0, manager.restore(id, target, options).bytesWritten());
    assertTrue(manager.verify(id, VerifyOptions.defaults()).isClean());
    try (Log restored = Log.open(target, SMALL)) {
      assertTrue(restored.recovery().clean());
    }
  }

  /** Then it could be anybody's, and is left alone. */
  private static boolean hasNoSegment(Path target) throws IOException {
    return SnapshotProperties.filesOf(target).keySet().stream()
        .noneMatch(name -> name.matches("\\d{20}\\.log"));
  }

  private static void create(Path directory, LogOptions options, int batches, int valueBytes)
      throws IOException {
    Random random = new Random(batches);
    byte[] value = new byte[valueBytes];
    try (Log log = Log.open(directory, options)) {
      for (int i = 0; i < batches; i++) {
        random.nextBytes(value);
        String text = new String(value, ISO_8859_1);
        log.append(List.of(SimpleRecord.of(1_000 + i, "key" + i, text)));
      }
    }
  }

  @Property(tries = 10)
  void aDirectoryWithAFilesNameIsRefusedAndNothingIsChanged(@ForAll @IntRange(max = 1_000) int pick)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path log = folder.path().resolve("topic-0");
      create(log, SMALL, 40, 150);
      SnapshotManager manager = SnapshotManager.open(log, SnapshotOptions.defaults());
      String id = manager.create(CreateOptions.defaults().withSynced(false)).id();
      Path target = folder.path().resolve("target-0");
      manager.restore(id, target, RESTORE);
      List<String> names = List.copyOf(new TreeMap<>(SnapshotProperties.filesOf(log))
          .keySet().stream().filter(name -> name.matches("\\d{20}\\.\\w+")).toList());
      Path way = target.resolve(names.get(pick % names.size()));
      Files.delete(way);
      Files.createDirectory(way);
      Map<String, String> before = SnapshotProperties.filesOf(target);
      assertThrows(
          InvalidRequestException.class,
          () -> manager.restore(id, target, RESTORE.withDifferential(Extras.REMOVE)));
      assertEquals(before, SnapshotProperties.filesOf(target));
      assertTrue(Files.isDirectory(way));
    }
  }
}
