package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchScannerTest {

  private static final int WINDOW_BYTES = 4096;

  private static final class CountedFile extends ForwardingFile {
    int calls;
    int bytes;

    CountedFile(DiskFile file) {
      super(file);
    }

    @Override
    public int readFully(ByteBuffer target, long position) throws IOException {
      calls++;
      int count = super.readFully(target, position);
      bytes += count;
      return count;
    }
  }

  private static ByteBuffer batch(long baseOffset, int valueBytes) throws IOException {
    return new BatchBuilder(Codecs.kafka())
        .begin(CompressionCodec.NONE)
        .add(1, null, ByteBuffer.allocate(valueBytes), List.of())
        .finish(baseOffset, 0);
  }

  /** The smallest that there is: neither timestamp nor key nor value. */
  private static ByteBuffer message(long offset) {
    SimpleRecord empty = new SimpleRecord(-1, null, (byte[]) null);
    return MemoryRecords.withRecords(
            (byte) 0, offset, Compression.NONE, TimestampType.NO_TIMESTAMP_TYPE, empty)
        .buffer();
  }

  private static ByteBuffer join(ByteBuffer... parts) {
    ByteBuffer all = ByteBuffer.allocate(100_000);
    for (ByteBuffer part : parts) {
      all.put(part.duplicate());
    }
    return all.flip();
  }

  private static CountedFile file(ByteBuffer content) {
    return new CountedFile(new MemoryFile(Path.of("0.log"), content));
  }

  private static BatchScanner scanner(DiskFile file, int windowBytes, long end) {
    ByteBuffer window = ByteBuffer.allocateDirect(windowBytes);
    return new BatchScanner(file, window, Depth.CHECKSUMS, 0, end, 0);
  }

  private static BatchScanner scanner(ByteBuffer content) {
    return scanner(file(content), WINDOW_BYTES, content.remaining());
  }

  private static List<Long> positions(BatchScanner scanner) throws IOException {
    List<Long> positions = new ArrayList<>();
    while (scanner.next()) {
      positions.add(scanner.position());
    }
    return positions;
  }

  /** What the scan stops at behind a first sound batch. */
  private static Damage damageAfterOne(ByteBuffer second) throws IOException {
    BatchScanner scanner = scanner(join(batch(0, 10), second));
    assertEquals(List.of(0L), positions(scanner));
    return Objects.requireNonNull(scanner.damage());
  }

  private static long secondPosition() throws IOException {
    return batch(0, 10).remaining();
  }

  @Test
  void aWindowThatHoldsNoMoreThanAHeaderIsRefused() throws IOException {
    ByteBuffer content = batch(0, 10);
    assertThrows(IllegalArgumentException.class, () -> scanner(file(content), 61, 0));
    assertEquals(List.of(0L), positions(scanner(file(content), 62, content.remaining())));
  }

  @Test
  void theSmallestMessageAndTheSmallestBatchAreSound() throws IOException {
    ByteBuffer empty = ByteBuffer.allocate(RecordBatch.HEADER_BYTES)
        .putLong(0, 1)
        .putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, 49)
        .put(RecordBatch.OFFSET_OF_MAGIC, (byte) 2);
    empty.putInt(RecordBatch.OFFSET_OF_CRC, new RecordBatch().wrap(empty, 0).computedCrc());
    assertEquals(RecordBatch.MIN_BYTES, message(0).remaining());
    BatchScanner scanner = scanner(join(message(0), empty, message(2)));
    assertEquals(List.of(0L, 26L, 87L), positions(scanner));
    assertEquals(null, scanner.damage());
  }

  @ParameterizedTest
  @CsvSource({"2, 48, 49", "1, 13, 14", "2, -5, 49"})
  void aLengthBelowTheLeastIsNamedAtItsPosition(byte magic, int length, int least)
      throws IOException {
    Damage damage = damageAfterOne(batch(1, 50)
        .putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, length)
        .put(RecordBatch.OFFSET_OF_MAGIC, magic));
    assertEquals(
        new Damage(secondPosition() + 8, "a batch length of at least " + least, "" + length),
        damage);
  }

  @Test
  void aBatchThatWouldEndBehindTheEndIsTorn() throws IOException {
    int mostBytes = Integer.MAX_VALUE - RecordBatch.LOG_OVERHEAD;
    ByteBuffer torn = batch(1, 50).putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, mostBytes);
    assertEquals(
        new Damage(
            secondPosition(),
            "a batch of 2147483647 bytes",
            torn.remaining() + " bytes before the end"),
        damageAfterOne(torn));
  }

  @Test
  void aHeaderThatWouldEndBehindTheEndIsTorn() throws IOException {
    Damage expected = new Damage(
        secondPosition(), "a record batch of at least 26 bytes", "25 bytes before the end");
    assertEquals(expected, damageAfterOne(batch(1, 50).limit(25)));
    ByteBuffer more = join(batch(0, 10), batch(1, 50));
    int windowBytes = (int) secondPosition() + 10;
    BatchScanner scanner = scanner(file(more), windowBytes, secondPosition() + 25);
    assertEquals(List.of(0L), positions(scanner));
    assertEquals(expected, scanner.damage());
  }

  @Test
  void aFileThatGotShorterIsTorn() throws IOException {
    ByteBuffer whole = batch(0, 10);
    BatchScanner scanner = scanner(file(batch(0, 10).limit(40)), WINDOW_BYTES, whole.remaining());
    assertFalse(scanner.next());
    assertEquals(
        new Damage(0, "a record batch of at least 26 bytes", "40 bytes before the end"),
        scanner.damage());
  }

  @Test
  void nothingIsFoundBehindDamage() throws IOException {
    BatchScanner scanner = scanner(join(batch(5, 10), batch(4, 10), batch(6, 10)));
    assertEquals(1, positions(scanner).size());
    assertFalse(scanner.next());
    assertEquals(6, scanner.nextOffset());
  }

  @Test
  void theLastOffsetMayBeTheLargestButOne() throws IOException {
    assertEquals(List.of(0L), positions(scanner(batch(Long.MAX_VALUE - 1, 10))));
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807, 0", "9223372036854775806, 1", "7, -1"})
  void aLastOffsetThatCanNotBeIsNamedAtItsPosition(long base, int delta) throws IOException {
    Damage damage =
        damageAfterOne(batch(base, 10).putInt(RecordBatch.OFFSET_OF_LAST_OFFSET_DELTA, delta));
    assertEquals(secondPosition() + 23, damage.position());
    assertEquals("" + delta, damage.actual());
  }

  @Test
  void aBatchThatEndsWithTheWindowIsWhole() throws IOException {
    ByteBuffer only = batch(0, 10);
    BatchScanner scanner = scanner(file(only), only.remaining(), only.remaining());
    assertTrue(scanner.next());
    assertTrue(scanner.isWhole());
  }

  /** The window holds the first batch and none, some, just the header, or more of the second. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 25, 26, 60, 61, 62, 100, 300})
  void noByteOfABatchThatFitsTheWindowIsReadTwice(int moreBytes) throws IOException {
    ByteBuffer first = batch(0, 400);
    ByteBuffer content = join(first, batch(1, 300), batch(2, 350), message(3), batch(4, 0));
    CountedFile file = file(content);
    BatchScanner scanner = scanner(file, first.remaining() + moreBytes, content.remaining());
    assertEquals(5, positions(scanner).size());
    assertEquals(content.remaining(), file.bytes);
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void aFileThatFitsTheWindowIsReadAtOnce(Depth depth) throws IOException {
    ByteBuffer content =
        join(batch(0, 10), batch(1, 10), message(2), batch(3, 10).limit(30));
    CountedFile file = file(content);
    ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    BatchScanner scanner = new BatchScanner(file, window, depth, 0, content.remaining(), 0);
    assertEquals(3, positions(scanner).size());
    assertEquals(1, file.calls);
  }
}
