package io.segsnap.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.copy.CopyStrategy;
import io.segsnap.crash.CloningDisk;
import io.segsnap.crash.Scratch;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreRange;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.record.internal.CompressionType;

/** Bytes, records, epochs, producers and aborted transactions are the same after a restore. */
class RoundTripProperties {

  private static final LogOptions OPTIONS = LogOptions.defaults()
      .withSegmentBytes(1_500)
      .withIndexIntervalBytes(200)
      .withSyncOnRoll(false);
  private static final RestoreOptions RESTORE = RestoreOptions.defaults().withSynced(false);
  private static final Disk DISK = new CloningDisk();

  /** A batch, written by a leader of some epoch. */
  record Sent(Producers.Kind kind, Producers.Content content, int epochsLater) {}

  @Provide
  Arbitrary<List<Sent>> histories() {
    Arbitrary<Producers.Content> contents = Combinators.combine(
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(CompressionType.class),
            Arbitraries.integers().between(0, 1_000))
        .as(Producers.Content::new);
    return Combinators.combine(
            Arbitraries.of(Producers.Kind.class), contents, Arbitraries.of(0, 0, 0, 0, 0, 0, 1, 3))
        .as(Sent::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  /** What is done with a log that was just written, before it is closed. */
  @FunctionalInterface
  private interface Use {
    void of(Log log) throws IOException;
  }

  private static List<StoredRecord> write(Path directory, List<Sent> history) throws IOException {
    return write(directory, history, log -> {});
  }

  private static List<StoredRecord> write(Path directory, List<Sent> history, Use use)
      throws IOException {
    Producers producers = new Producers();
    List<StoredRecord> records = new ArrayList<>();
    int epoch = 0;
    Log log = open(directory, epoch);
    try {
      for (Sent sent : history) {
        if (sent.epochsLater > 0) {
          log.close();
          epoch += sent.epochsLater;
          log = open(directory, epoch);
        }
        log.append(producers.batch(sent.kind, sent.content, log.logEndOffset(), records));
      }
      use.of(log);
    } finally {
      log.close();
    }
    return records;
  }

  private static Log open(Path directory, int epoch) throws IOException {
    return Log.open(directory, OPTIONS.withLeaderEpoch(epoch), DISK, Clock.systemUTC());
  }

  @Property(tries = 40)
  void aRestoredLogIsTheSameToEveryByteAndToKafka(
      @ForAll("histories") List<Sent> history,
      @ForAll CopyStrategy strategy,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll boolean isOpen)
      throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path directory = scratch.path().resolve("topic-0");
      Path target = scratch.path().resolve("restored-0");
      CreateOptions options =
          CreateOptions.defaults().withStrategy(strategy).withThreads(threads).withSynced(false);
      List<StoredRecord> records = write(directory, history, log -> {
        if (isOpen) {
          manager(directory).create(log, options);
        }
      });
      LogContents expected = KafkaOracle.open(directory, scratch.path(), true);
      SnapshotManager manager = manager(directory);
      Snapshot snapshot = isOpen ? manager.list().snapshots().get(0) : manager.create(options);
      manager.restore(snapshot.id(), target, RESTORE);
      assertSameFiles(directory, target, ".log");
      assertEquals(records, expected.records());
      assertEquals(expected, KafkaOracle.open(target, scratch.path(), true));
      assertEquals(expected, KafkaOracle.open(target, scratch.path(), false));
      assertIsALog(directory.resolve(".snapshots").resolve(snapshot.id()), expected, scratch);
    }
  }

  private static SnapshotManager manager(Path directory) throws IOException {
    return SnapshotManager.open(directory, SnapshotOptions.defaults().withDisk(DISK));
  }

  /** A snapshot's folder, to Kafka, to segsnap, and as what another snapshot is taken of. */
  private static void assertIsALog(Path folder, LogContents expected, Scratch scratch)
      throws IOException {
    assertEquals(expected, KafkaOracle.open(folder, scratch.path(), true));
    SnapshotManager manager = SnapshotManager.open(
        folder, SnapshotOptions.defaults().withSnapshotDirectory(scratch.path().resolve("second")));
    Path target = scratch.path().resolve("again-0");
    manager.restore(
        manager.create(CreateOptions.defaults().withSynced(false)).id(), target, RESTORE);
    assertSameFiles(folder, target, ".log");
    Path copy = scratch.path().resolve("copy-0");
    KafkaOracle.copy(folder, copy);
    try (Log log = Log.open(copy, OPTIONS)) {
      assertTrue(log.recovery().clean());
      assertEquals(expected.records(), SegsnapRecords.of(log));
    }
  }

  private static void assertSameFiles(Path expected, Path actual, String suffix)
      throws IOException {
    List<String> names = names(expected, suffix);
    assertEquals(names, names(actual, suffix));
    for (String name : names) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(name)),
          Files.readAllBytes(actual.resolve(name)),
          name);
    }
  }

  private static List<String> names(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  @Property(tries = 30)
  void aRestoreOfSomeSegmentsIsTheSliceBetweenTheirBounds(
      @ForAll("histories") List<Sent> history,
      @ForAll @IntRange(max = 50) int anyFirst,
      @ForAll @IntRange(max = 50) int anyCount)
      throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path directory = scratch.path().resolve("topic-0");
      List<StoredRecord> records = write(directory, history);
      SnapshotManager manager = SnapshotManager.open(directory, SnapshotOptions.defaults());
      Snapshot snapshot = manager.create(CreateOptions.defaults().withSynced(false));
      List<Long> bases = snapshot.segmentBaseOffsets();
      int first = anyFirst % bases.size();
      int end = first + 1 + anyCount % (bases.size() - first);
      long from = bases.get(first);
      long to = end < bases.size() ? bases.get(end) : snapshot.highWaterMark();
      Path target = scratch.path().resolve("restored-0");
      manager.restore(
          snapshot.id(),
          target,
          RESTORE.withRange(RestoreRange.ALL.withSegments(bases.subList(first, end))));
      List<StoredRecord> slice = records.stream()
          .filter(record -> record.offset() >= from && record.offset() < to)
          .toList();
      try (Log log = Log.open(target, OPTIONS)) {
        assertTrue(log.recovery().clean());
        assertEquals(from, log.logStartOffset());
        assertEquals(to, log.highWaterMark());
        assertEquals(slice, SegsnapRecords.of(log));
      }
      assertEquals(slice, KafkaOracle.open(target, scratch.path(), true, from).records());
      for (long base : bases.subList(first, end)) {
        String name = String.format("%020d.log", base);
        assertArrayEquals(
            Files.readAllBytes(directory.resolve(name)), Files.readAllBytes(target.resolve(name)));
      }
    }
  }
}
