package io.segsnap.snapshot;

import io.segsnap.copy.RangeChecksummer;
import io.segsnap.copy.RangeChecksums;
import io.segsnap.format.BatchScanner;
import io.segsnap.format.RecordBatch;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The range checksums of a file whose batches are checked too: what was computed over a valid batch
 * is joined to the rest, so that no byte is read or summed twice. Not thread safe.
 */
final class FileSums {

  /** Summing so few bytes again takes no longer than joining their checksum. */
  private static final int JOINED_FROM_BYTES = 2048;

  private static final int SPARE_BYTES = 64 * 1024;

  private final DiskFile file;
  private final long lengthBytes;
  private final RangeChecksummer checksummer;
  private final LongConsumer progress;

  /** Starts at the file's first byte; {@code progress} is told how many bytes were added. */
  FileSums(DiskFile file, long lengthBytes, LongConsumer progress) {
    this.file = file;
    this.lengthBytes = lengthBytes;
    this.checksummer = new RangeChecksummer(lengthBytes);
    this.progress = progress;
  }

  /** Adds the scanner's current batch, the next one in the file, whose checksum it found true. */
  void add(BatchScanner scanner) throws IOException {
    RecordBatch batch = scanner.batch();
    int size = batch.sizeBytes();
    boolean isJoined = size >= JOINED_FROM_BYTES && size <= checksummer.leftInRange();
    if (isJoined && !batch.isLegacy()) {
      addBytes(batch, batch.contentStart());
      checksummer.add(batch.storedCrc(), size - batch.contentStart());
      progress.accept(size);
    } else if (scanner.isWhole()) {
      addBytes(batch, size);
      progress.accept(size);
    } else {
      readTo(scanner.validEnd(), ByteBuffer.allocate(SPARE_BYTES));
    }
  }

  private void addBytes(RecordBatch batch, int count) {
    ByteBuffer window = batch.buffer();
    checksummer.add(window.limit(batch.start() + count).position(batch.start()));
    window.clear();
  }

  /** Reads what was not added; empty where the file became too short meanwhile. */
  Optional<RangeChecksums> finish(ByteBuffer buffer) throws IOException {
    readTo(lengthBytes, buffer);
    return checksummer.position() == lengthBytes
        ? Optional.of(checksummer.finish())
        : Optional.empty();
  }

  private void readTo(long end, ByteBuffer buffer) throws IOException {
    while (checksummer.position() < end) {
      long position = checksummer.position();
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
      int count = file.readFully(buffer, position);
      if (count == 0) {
        return;
      }
      checksummer.add(buffer.flip());
      progress.accept(count);
    }
  }
}
