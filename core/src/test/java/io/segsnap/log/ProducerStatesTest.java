package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.FileKind;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three segments of two batches each, by producers 1 and 2, 1 and 3, 2 and 1. */
class ProducerStatesTest {

  private static final Map<Long, Long> AT_2 = Map.of(1L, 0L, 2L, 1L);
  private static final Map<Long, Long> AT_4 = Map.of(1L, 2L, 2L, 1L, 3L, 3L);
  private static final Map<Long, Long> AT_5 = Map.of(1L, 2L, 2L, 4L, 3L, 3L);
  private static final Map<Long, Long> AT_6 = Map.of(1L, 5L, 2L, 4L, 3L, 3L);

  @TempDir
  Path folder;

  private Path directory;

  @BeforeEach
  void closeALog() throws IOException {
    directory = folder.resolve("t-0");
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      append(log, 1, 0);
      append(log, 2, 0);
      log.roll();
      append(log, 1, 1);
      append(log, 3, 0);
      log.roll();
      append(log, 2, 1);
      append(log, 1, 2);
    }
  }

  private static void append(Log log, long producerId, int sequence) throws IOException {
    log.append(TestRecords.idempotent(producerId, 0, sequence, "value"));
  }

  /** The last offset of each producer. */
  private static Map<Long, Long> at(PartitionDirectory listing, long offset) throws IOException {
    ByteBuffer window = ByteBuffer.allocateDirect(1024);
    byte[] state = ProducerStates.at(Disk.local(), listing, offset, window).snapshot();
    return ProducerSnapshot.parse(ByteBuffer.wrap(state)).orElseThrow().stream()
        .collect(Collectors.toMap(Producer::producerId, Producer::lastOffset));
  }

  private Map<Long, Long> at(long offset) throws IOException {
    return at(PartitionDirectory.list(directory), offset);
  }

  private void deleteSnapshots(long... offsets) throws IOException {
    for (long offset : offsets) {
      Files.delete(FileKind.PRODUCER_SNAPSHOT.in(directory, offset));
    }
  }

  private Path log(long base) {
    return FileKind.LOG.in(directory, base);
  }

  @Test
  void withoutSnapshotsAllBatchesBeforeTheOffsetCount() throws IOException {
    deleteSnapshots(2, 4, 6);
    assertEquals(Map.of(), at(0));
    assertEquals(AT_2, at(2));
    assertEquals(AT_4, at(4));
    assertEquals(AT_5, at(5));
    assertEquals(AT_6, at(6));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 4, 6})
  void aSnapshotOfTheOffsetNeedsNoBatches(long offset) throws IOException {
    PartitionDirectory listing = PartitionDirectory.list(directory);
    for (long base : listing.baseOffsets()) {
      Files.delete(log(base));
    }
    assertEquals(Map.of(2L, AT_2, 4L, AT_4, 6L, AT_6).get(offset), at(listing, offset));
  }

  @Test
  void batchesSinceTheNewestSnapshotBeforeTheOffsetAreAdded() throws IOException {
    deleteSnapshots(4);
    assertEquals(AT_4, at(4));
    deleteSnapshots(6);
    assertEquals(AT_6, at(6));
  }

  @Test
  void batchesSinceASnapshotWithinASegmentAreAdded() throws IOException {
    deleteSnapshots(4);
    Files.move(
        FileKind.PRODUCER_SNAPSHOT.in(directory, 2), FileKind.PRODUCER_SNAPSHOT.in(directory, 1));
    assertEquals(AT_4, at(4));
  }

  @Test
  void onlySegmentsBetweenTheSnapshotAndTheOffsetAreRead() throws IOException {
    deleteSnapshots(4);
    PartitionDirectory listing = PartitionDirectory.list(directory);
    Files.delete(log(0));
    Files.delete(log(4));
    assertEquals(AT_4, at(listing, 4));
  }

  @Test
  void aTornSnapshotIsPassedOver() throws IOException {
    TestLog.cut(FileKind.PRODUCER_SNAPSHOT.in(directory, 4), 20);
    assertEquals(AT_4, at(4));
  }

  @Test
  void aTornTailBehindTheOffsetIsNoMatter() throws IOException {
    deleteSnapshots(6);
    TestLog.add(log(4), new byte[30]);
    assertEquals(AT_6, at(6));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4})
  void aDamagedBatchBeforeTheOffsetIsReported(long base) throws IOException {
    deleteSnapshots(2, 4, 6);
    TestLog.flipBit(log(base), Files.size(log(base)) - 1);
    var damage = assertThrows(CorruptionException.class, () -> at(6));
    assertTrue(damage.getMessage().contains("read producers from"), damage.getMessage());
  }

  @Test
  void aDamagedBatchAtTheOffsetIsNoMatter() throws IOException {
    deleteSnapshots(6);
    TestLog.flipBit(log(4), Files.size(log(4)) - 1);
    assertEquals(AT_5, at(5));
  }
}
