package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.CorruptionException;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A segment of more than 2 GiB in a sparse file: two batches of 1.2 GiB whose one record is zeros,
 * and small ones around them. Takes about half a minute:
 *
 * <pre>{@code mvn -pl core test -Dtest=HugeSegmentTest "-Dtest.jvm.args=-Xmx512m -Dsegsnap.slow=true"}</pre>
 */
@EnabledIfSystemProperty(named = "segsnap.slow", matches = "true")
class HugeSegmentTest {

  private static final int HUGE_BYTES = 1_200 << 20;
  private static final LogOptions OPTIONS = LogOptions.defaults().withSegmentBytes(8L << 30);

  @TempDir
  Path folder;

  private Path directory;
  private long size;

  @BeforeEach
  void write() throws IOException {
    directory = Files.createDirectory(folder.resolve("t-0"));
    Assumptions.assumeTrue(Files.getFileStore(folder).getUsableSpace() > 4L << 30);
    try (DiskFile log = Disk.local().create(TestLog.file(directory, 0, ".log"))) {
      for (int offset = 0; offset < 6; offset++) {
        ByteBuffer batch = TestRecords.batch(offset, "small");
        if (offset == 1 || offset == 3) {
          ByteBuffer header = hugeHeader(offset);
          log.write(header, size);
          size += HUGE_BYTES;
        } else {
          int bytes = batch.remaining();
          log.write(batch, size);
          size += bytes;
        }
      }
    }
    assertEquals(size, Files.size(TestLog.file(directory, 0, ".log")));
  }

  /** The header of a batch whose records are zeros to its end. */
  private static ByteBuffer hugeHeader(long offset) {
    ByteBuffer header = TestRecords.batch(offset, "x").limit(RecordBatch.HEADER_BYTES);
    header.putInt(RecordBatch.OFFSET_OF_BATCH_LENGTH, HUGE_BYTES - RecordBatch.LOG_OVERHEAD);
    CRC32C crc = new CRC32C();
    crc.update(header.duplicate().position(RecordBatch.OFFSET_OF_ATTRIBUTES));
    byte[] zeros = new byte[1 << 20];
    for (long left = HUGE_BYTES - RecordBatch.HEADER_BYTES; left > 0; left -= zeros.length) {
      crc.update(zeros, 0, (int) Math.min(left, zeros.length));
    }
    return header.putInt(RecordBatch.OFFSET_OF_CRC, (int) crc.getValue());
  }

  @Test
  void batchesBehindTwoGibibytesAreChecked() throws IOException {
    try (Log log = Log.open(directory, OPTIONS)) {
      assertEquals(6, log.logEndOffset());
      assertEquals(size, log.segments().get(0).sizeBytes());
      assertRead(log, 5);
      assertRead(log, 4);
      assertEquals(6, log.append(TestRecords.one(6)));
      assertRead(log, 6);
    }
    try (Log log = Log.open(directory, OPTIONS)) {
      assertTrue(log.recovery().clean());
      assertRead(log, 6);
      log.truncateTo(5);
      assertEquals(5, log.append(TestRecords.one(5)));
      assertRead(log, 5);
    }
  }

  @Test
  void aFlippedBitBehindTwoGibibytesIsFound() throws IOException {
    try (DiskFile log = Disk.local().openForWrite(TestLog.file(directory, 0, ".log"))) {
      log.write(ByteBuffer.allocate(1).put(0, (byte) 1), size - 1000);
    }
    var damage = assertThrows(CorruptionException.class, () -> Log.open(directory, OPTIONS));
    assertTrue(damage.position() < size - 1000, damage.getMessage());
  }

  private static void assertRead(Log log, long offset) throws IOException {
    try (Batches batches = log.read(offset, 100)) {
      assertTrue(batches.next());
      assertEquals(offset, batches.batch().baseOffset());
      assertEquals(batches.batch().storedCrc(), batches.batch().computedCrc());
    }
  }
}
