package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.FileKind;
import io.segsnap.format.Producer;
import io.segsnap.format.ProducerSnapshot;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment of three batches, with offsets 10, 11 and 12 to 13. */
class SegmentPrefixTest {

  private static final long BASE = 10;

  @TempDir
  Path folder;

  private final ByteBuffer one = TestRecords.idempotent(7, 0, 0, "a").putLong(0, BASE);
  private final ByteBuffer two = TestRecords.idempotent(8, 0, 0, "b").putLong(0, BASE + 1);
  private final ByteBuffer three = TestRecords.batch(BASE + 2, "c", "d");
  private final ByteBuffer all = TestRecords.joined(one, two, three);
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = Files.write(
        FileKind.LOG.in(folder, BASE), TestRecords.joined(one, two, three).array());
  }

  private SegmentPrefix before(long offset) throws IOException {
    return SegmentPrefix.before(Disk.local(), folder, BASE, batch -> batch.lastOffset() >= offset);
  }

  private boolean hasBeyond(long offset) throws IOException {
    return SegmentPrefix.hasBeyond(
        Disk.local(), folder, BASE, batch -> batch.lastOffset() >= offset);
  }

  @Test
  void aPrefixEndsBeforeTheFirstBatchThatIsBeyond() throws IOException {
    SegmentPrefix prefix = before(BASE + 2);
    assertEquals(BASE, prefix.baseOffset());
    assertEquals(one.remaining() + two.remaining(), prefix.bytes());
    assertEquals(BASE + 2, prefix.endOffset());
    assertFalse(prefix.isWhole());
  }

  @Test
  void aPrefixMayBeEmpty() throws IOException {
    SegmentPrefix prefix = before(BASE);
    assertEquals(0, prefix.bytes());
    assertEquals(BASE, prefix.endOffset());
    assertFalse(prefix.isWhole());
  }

  @Test
  void aPrefixIsWholeWhereNothingIsBeyond() throws IOException {
    SegmentPrefix prefix = before(BASE + 4);
    assertEquals(all.remaining(), prefix.bytes());
    assertEquals(BASE + 4, prefix.endOffset());
    assertTrue(prefix.isWhole());
  }

  @Test
  void theProducersAreThoseOfThePrefix() throws IOException {
    var producers = ProducerSnapshot.parse(before(BASE + 1).producers()).orElseThrow();
    assertEquals(List.of(7L), producers.stream().map(Producer::producerId).toList());
  }

  @Test
  void theIndexesAreThoseOfThePrefix() throws IOException {
    ByteBuffer times = before(BASE + 2).indexes().timeIndex();
    assertEquals(TestRecords.FIRST_TIMESTAMP, times.getLong(0));
    assertEquals(0, before(BASE).indexes().timeIndex().remaining());
  }

  @Test
  void aSegmentHasWhatIsBeyondUpToItsLastBatch() throws IOException {
    assertTrue(hasBeyond(BASE));
    assertTrue(hasBeyond(BASE + 3));
    assertFalse(hasBeyond(BASE + 4));
  }

  @Test
  void damageInThePrefixIsReported() throws IOException {
    TestLog.flipBit(log, one.remaining() - 1);
    assertThrows(CorruptionException.class, () -> before(BASE + 2));
  }

  @Test
  void damageBehindThePrefixIsNotLookedAt() throws IOException {
    TestLog.flipBit(log, all.remaining() - 1);
    assertEquals(one.remaining() + two.remaining(), before(BASE + 2).bytes());
  }

  /** Where the headers can't be followed any further, what lies behind can't be told. */
  @Test
  void aPrefixEndsAtAHeaderThatIsDamaged() throws IOException {
    TestLog.flipBit(log, one.remaining() + RecordBatch.OFFSET_OF_MAGIC);
    assertEquals(one.remaining(), before(BASE + 4).bytes());
    assertFalse(before(BASE + 4).isWhole());
    assertTrue(hasBeyond(BASE + 4));
  }
}
