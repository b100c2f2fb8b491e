package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.FileKind;
import io.segsnap.format.LeaderEpochs;
import io.segsnap.format.RecordBatch;
import io.segsnap.format.SegmentIndexes;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {

  private static final int ROUNDS = 500;
  private static final int BATCHES = 5;

  /** The batches of a segment with this base are equally long. */
  private static final long BASE = 100;

  @TempDir
  Path folder;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

  /** A point that was taken while a segment was sealed once made later ones miss its end. */
  @Test
  @Timeout(60)
  @Tag("exhaustive")
  void theSizeOfASealedSegmentIsTheFinalOneWhoeverAskedWhileItWasSealed() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Segment segment = new Segment(
            Disk.local(), folder, round, 0, new SegmentIndexes(round, 4096), new LogChecksums());
        Path log = Files.createFile(FileKind.LOG.in(folder, round));
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean sealed = new AtomicBoolean();
        Future<Void> asking = reader.submit(() -> {
          do {
            segment.attributes(FileKind.LOG);
            asked.countDown();
          } while (!sealed.get());
          return null;
        });
        asked.await();
        Files.write(log, new byte[100]);
        segment.seal(false);
        sealed.set(true);
        asking.get();
        assertEquals(100, size(segment), "round " + round);
        Files.delete(log);
      }
    } finally {
      reader.shutdownNow();
    }
  }

  private Segment segment(Disk disk, long baseOffset, @Nullable SegmentIndexes indexes)
      throws IOException {
    Path log = FileKind.LOG.in(folder, baseOffset);
    return new Segment(disk, folder, baseOffset, Files.size(log), indexes, new LogChecksums());
  }

  /** The files of a sealed segment of a few batches, with an index entry for each but the first. */
  private void writeFiles(long baseOffset) throws IOException {
    LogOptions options =
        LogOptions.defaults().withInitialOffset(baseOffset).withIndexIntervalBytes(0);
    TestLog.closed(folder, options, BATCHES);
  }

  private SegmentIndexes indexesOf(long baseOffset) throws IOException {
    SegmentIndexes indexes = new SegmentIndexes(baseOffset, 0);
    try (DiskFile log = Disk.local().openForRead(FileKind.LOG.in(folder, baseOffset))) {
      new SegmentScan(indexes, new ProducerState(), new LeaderEpochs())
          .run(log, buffer, 0, log.size(), baseOffset);
    }
    return indexes;
  }

  /** Of an active segment from memory, of a sealed one from its files. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theIndexesLeadToOffsetsThatCountFromTheBase(boolean active) throws IOException {
    writeFiles(BASE);
    Segment segment = segment(Disk.local(), BASE, active ? indexesOf(BASE) : null);
    long batchBytes = segment.sizeBytes() / BATCHES;
    assertEquals(2 * batchBytes, segment.indexedPosition(BASE + 2, buffer));
    assertEquals(
        Optional.of(new TimestampedOffset(TestRecords.FIRST_TIMESTAMP + BASE + 2, BASE + 2)),
        segment.timeEntryBefore(TestRecords.FIRST_TIMESTAMP + BASE + 3, buffer));
    segment.drop();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstTimeEntryIsTheOneBeforeTheSecond(boolean active) throws IOException {
    writeFiles(BASE);
    Segment segment = segment(Disk.local(), BASE, active ? indexesOf(BASE) : null);
    long first = TestRecords.FIRST_TIMESTAMP + BASE + 1; // the first batch has no entry
    assertEquals(Optional.empty(), segment.timeEntryBefore(first, buffer));
    assertEquals(
        Optional.of(new TimestampedOffset(first, BASE + 1)),
        segment.timeEntryBefore(first + 1, buffer));
    segment.drop();
  }

  @Test
  void aSegmentWithoutTimestampsIsAsOldAsItsFile() throws IOException {
    Path log = Files.createFile(FileKind.LOG.in(folder, 0));
    Files.setLastModifiedTime(log, FileTime.fromMillis(1_234_567_000));
    Segment segment = segment(Disk.local(), 0, new SegmentIndexes(0, 4096));
    assertEquals(1_234_567_000, segment.newestMs(buffer));
  }

  @Test
  void aTimestampOfZeroIsOne() throws IOException {
    Files.createFile(FileKind.LOG.in(folder, 0));
    SegmentIndexes indexes = new SegmentIndexes(0, 4096);
    ByteBuffer batch = TestRecords.batch(0, "a");
    batch.putLong(RecordBatch.OFFSET_OF_MAX_TIMESTAMP, 0);
    indexes.add(new RecordBatch().wrap(batch, 0), 0);
    assertEquals(0, segment(Disk.local(), 0, indexes).newestMs(buffer));
  }

  @Test
  void aSegmentThatNobodyHoldsIsGoneForGood() throws IOException {
    writeFiles(0);
    Segment segment = segment(Disk.local(), 0, null);
    assertTrue(segment.retain());
    segment.drop();
    assertTrue(segment.retain());
    segment.release();
    segment.release();
    assertFalse(segment.retain());
  }

  @Test
  void theLastHolderClosesTheFiles() throws IOException {
    writeFiles(0);
    ScriptedDisk disk = new ScriptedDisk();
    Segment segment = segment(disk, 0, null);
    segment.retain();
    segment.log().read(ByteBuffer.allocate(1), 0);
    segment.indexedPosition(3, buffer);
    assertEquals(2, disk.openFiles());
    segment.drop();
    assertEquals(2, disk.openFiles());
    segment.release();
    assertEquals(0, disk.openFiles());
  }

  @Test
  void aDeletedNameThatIsTakenGetsTheNextNumber() throws IOException {
    writeFiles(0);
    Files.createFile(folder.resolve(FileKind.LOG.nameOf(0) + ".deleted"));
    Files.createFile(folder.resolve(FileKind.OFFSET_INDEX.nameOf(0) + ".1.deleted"));
    Segment segment = segment(Disk.local(), 0, null);
    segment.markDeleted();
    assertEquals(folder.resolve(FileKind.LOG.nameOf(0) + ".2.deleted"), segment.path(FileKind.LOG));
    segment.drop();
  }

  @Test
  void aCloneIsMadeOfTheFileWhateverItIsCalled() throws IOException {
    writeFiles(0);
    Segment segment = segment(new ScriptedDisk(), 0, null);
    byte[] content = Files.readAllBytes(FileKind.LOG.in(folder, 0));
    segment.markDeleted();
    segment.cloneFile(FileKind.LOG, folder.resolve("clone"));
    assertArrayEquals(content, Files.readAllBytes(folder.resolve("clone")));
    segment.drop();
  }

  @Test
  void whatIsKnownOfAFileHoldsFromTheSealOn() throws IOException {
    Path log = Files.createFile(FileKind.LOG.in(folder, 0));
    Segment segment = segment(Disk.local(), 0, new SegmentIndexes(0, 4096));
    assertEquals(0, size(segment));
    Files.write(log, new byte[100]);
    assertEquals(100, size(segment));
    segment.seal(false);
    assertEquals(100, size(segment));
    Files.delete(log);
    assertEquals(100, size(segment));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSegmentThatWasSealedWithASyncIsDurable(boolean synced) throws IOException {
    Files.createFile(FileKind.LOG.in(folder, 0));
    Segment segment = segment(Disk.local(), 0, new SegmentIndexes(0, 4096));
    assertFalse(segment.isDurable(FileKind.LOG));
    segment.seal(synced);
    assertEquals(synced, segment.isDurable(FileKind.LOG));
  }

  /** A crash may leave something else of an index that has the same length and time. */
  @Test
  void checksumsOfAnIndexAreForALaterRunOnlyOnceItIsDurable() throws IOException {
    writeFiles(0);
    Segment segment = segment(Disk.local(), 0, null);
    RangeChecksums sums = RangeChecksums.of(ByteBuffer.allocate(9));
    segment.know(FileKind.LOG, sums);
    segment.know(FileKind.OFFSET_INDEX, sums);
    assertEquals(Optional.of(sums), segment.checksums(FileKind.OFFSET_INDEX));
    assertEquals(Optional.of(sums), segment.durableChecksums(FileKind.LOG));
    assertEquals(Optional.empty(), segment.durableChecksums(FileKind.OFFSET_INDEX));
    segment.markDurable(FileKind.OFFSET_INDEX);
    assertEquals(Optional.of(sums), segment.durableChecksums(FileKind.OFFSET_INDEX));
  }

  private static long size(Segment segment) throws IOException {
    return segment.attributes(FileKind.LOG).map(BasicFileAttributes::size).orElseThrow();
  }
}
