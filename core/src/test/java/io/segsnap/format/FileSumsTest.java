package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.BatchScanner.Depth;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.MemoryFile;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSumsTest {

  private static final int MIN_BYTES = 10 << 20;

  /** Below and above what is joined, what a window holds, and what a range holds. */
  private static final int[] VALUE_BYTES = {0, 100, 2_000, 5_000, 70_000, 200_000, 5_000_000};

  @TempDir
  Path folder;

  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);

  @Test
  void shouldEqualTheSumsOverAllBytesWhateverTheSizeOfTheBatches() throws IOException {
    Path log = folder.resolve("0.log");
    RangeChecksums expected = write(log);
    AtomicLong progress = new AtomicLong();
    try (DiskFile file = Disk.local().openForRead(log)) {
      FileSums sums = new FileSums(file, progress::addAndGet);
      ByteBuffer window = ByteBuffer.allocateDirect(128 << 10);
      BatchScanner scanner = new BatchScanner(file, window, Depth.CHECKSUMS, 0, file.size(), 0);
      while (scanner.next()) {
        sums.add(scanner);
      }
      assertEquals(file.size(), scanner.validEnd());
      assertEquals(file.size(), progress.get());
      assertEquals(Optional.of(expected), sums.finish(file.size(), window));
    }
  }

  @Test
  void shouldSumWhatNoScanHasAdded() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(5 << 20);
    random.nextBytes(content.array());
    DiskFile file = new MemoryFile(folder, content);
    AtomicLong progress = new AtomicLong();
    assertEquals(
        Optional.of(RangeChecksums.of(content)),
        new FileSums(file, progress::addAndGet).finish(file.size(), ByteBuffer.allocate(1000)));
    assertEquals(file.size(), progress.get());
  }

  @Test
  void shouldKnowNothingOfAFileThatGotShorter() throws IOException {
    DiskFile file = new MemoryFile(folder, ByteBuffer.allocate(10));
    assertEquals(
        Optional.empty(), new FileSums(file, bytes -> {}).finish(11, ByteBuffer.allocate(1000)));
  }

  /** Their own checksum is a CRC-32. */
  @Test
  void shouldSumTheBytesOfMessagesFromBeforeBatches() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(500_000);
    for (int valueBytes : new int[] {10, 3_000, 200_000}) {
      SimpleRecord message = new SimpleRecord(1_400_000_000_000L, new byte[valueBytes]);
      content.put(MemoryRecords.withRecords(
              (byte) 1, valueBytes, Compression.NONE, TimestampType.CREATE_TIME, message)
          .buffer());
    }
    DiskFile file = new MemoryFile(folder, content.flip());
    FileSums sums = new FileSums(file, bytes -> {});
    ByteBuffer window = ByteBuffer.allocateDirect(128 << 10);
    BatchScanner scanner = new BatchScanner(file, window, Depth.CHECKSUMS, 0, file.size(), 0);
    while (scanner.next()) {
      sums.add(scanner);
    }
    assertEquals(RangeChecksums.of(content), sums.checksums());
  }

  private RangeChecksums write(Path log) throws IOException {
    BatchBuilder builder = new BatchBuilder(Codecs.kafka());
    try (DiskFile file = Disk.local().create(log)) {
      long end = 0;
      for (long offset = 0; end < MIN_BYTES; offset++) {
        byte[] value = new byte[VALUE_BYTES[random.nextInt(VALUE_BYTES.length)]];
        random.nextBytes(value);
        builder.begin(CompressionCodec.NONE);
        builder.add(offset, null, ByteBuffer.wrap(value), List.of());
        ByteBuffer batch = builder.finish(offset, 0);
        int size = batch.remaining();
        file.write(batch, end);
        end += size;
      }
      ByteBuffer all = ByteBuffer.allocate((int) end);
      file.readFully(all, 0);
      return RangeChecksums.of(all.flip());
    }
  }
}
