package io.segsnap.format;

import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksummer;
import io.segsnap.io.RangeChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The range checksums of a file whose batches are checked too: what was computed over a valid batch
 * is joined to the rest, so that no byte is read or summed twice. Not thread safe.
 */
public final class FileSums {

  /** Summing so few bytes again takes no longer than joining their checksum. */
  private static final int JOINED_FROM_BYTES = 2048;

  private static final int SPARE_BYTES = 64 * 1024;

  private final DiskFile file;
  private final RangeChecksummer checksummer = new RangeChecksummer();
  private final LongConsumer progress;

  /** Starts at the file's first byte; {@code progress} is told how many bytes were added. */
  public FileSums(DiskFile file, LongConsumer progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Adds a batch that lies in its buffer as a whole, and whose own checksum is known to hold. Clears the
   * buffer's position and limit.
   */
  public static void add(RangeChecksummer checksummer, RecordBatch batch) {
    if (batch.sizeBytes() >= JOINED_FROM_BYTES && canJoin(checksummer, batch)) {
      join(checksummer, batch);
    } else {
      addBytes(checksummer, batch, batch.sizeBytes());
    }
  }

  private static boolean canJoin(RangeChecksummer checksummer, RecordBatch batch) {
    return batch.sizeBytes() <= checksummer.leftInRange() && !batch.isLegacy();
  }

  private static void join(RangeChecksummer checksummer, RecordBatch batch) {
    addBytes(checksummer, batch, batch.contentStart());
    checksummer.add(batch.storedCrc(), batch.sizeBytes() - batch.contentStart());
  }

  private static void addBytes(RangeChecksummer checksummer, RecordBatch batch, int count) {
    ByteBuffer buffer = batch.buffer();
    checksummer.add(buffer.limit(batch.start() + count).position(batch.start()));
    buffer.clear();
  }

  /** Adds the scanner's current batch, the next one in the file, whose checksum it found true. */
  public void add(BatchScanner scanner) throws IOException {
    RecordBatch batch = scanner.batch();
    if (scanner.isWhole()) {
      add(checksummer, batch);
      progress.accept(batch.sizeBytes());
    } else if (canJoin(checksummer, batch)) {
      join(checksummer, batch);
      progress.accept(batch.sizeBytes());
    } else {
      readTo(scanner.validEnd(), ByteBuffer.allocate(SPARE_BYTES));
    }
  }

  /** Of what was added so far. */
  public RangeChecksums checksums() {
    return checksummer.checksums();
  }

  /** Reads what was not added; empty where the file became too short meanwhile. */
  public Optional<RangeChecksums> finish(long lengthBytes, ByteBuffer buffer) throws IOException {
    readTo(lengthBytes, buffer);
    return checksummer.position() == lengthBytes
        ? Optional.of(checksummer.checksums())
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
