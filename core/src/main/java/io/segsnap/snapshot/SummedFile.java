package io.segsnap.snapshot;

import io.segsnap.copy.RangeChecksummer;
import io.segsnap.copy.RangeChecksums;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A file open for reading that computes its range checksums from the bytes that pass to a reader
 * who walks it from start to end, so that two checks cost one read. What the reader goes back to or
 * jumps over is dealt with. Not thread safe.
 */
final class SummedFile implements DiskFile {

  private static final int GAP_BYTES = 64 * 1024;

  private final DiskFile file;
  private final long lengthBytes;
  private final RangeChecksummer checksummer;
  private final LongConsumer progress;

  /** Takes over {@code file}; {@code progress} is told how many bytes came new with each read. */
  SummedFile(DiskFile file, long lengthBytes, LongConsumer progress) {
    this.file = file;
    this.lengthBytes = lengthBytes;
    this.checksummer = new RangeChecksummer(lengthBytes);
    this.progress = progress;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int from = target.position();
    int count = file.read(target, position);
    if (count > 0) {
      skipTo(position);
      ByteBuffer bytes = target.duplicate().limit(from + count).position(from);
      add(bytes, position);
    }
    return count;
  }

  private void add(ByteBuffer bytes, long position) {
    long end = Math.min(position + bytes.remaining(), lengthBytes);
    int known = (int) Math.max(0, Math.min(bytes.remaining(), checksummer.position() - position));
    long fresh = end - position - known;
    if (fresh > 0) {
      int from = bytes.position() + known;
      checksummer.add(bytes.limit((int) (from + fresh)).position(from));
      progress.accept(fresh);
    }
  }

  private void skipTo(long position) throws IOException {
    if (checksummer.position() < position) {
      readOn(ByteBuffer.allocate(GAP_BYTES), Math.min(position, lengthBytes));
    }
  }

  /** Reads what no reader asked for; empty where the file became too short meanwhile. */
  Optional<RangeChecksums> finish(ByteBuffer buffer) throws IOException {
    readOn(buffer, lengthBytes);
    return checksummer.position() == lengthBytes
        ? Optional.of(checksummer.finish())
        : Optional.empty();
  }

  private void readOn(ByteBuffer buffer, long end) throws IOException {
    while (checksummer.position() < end) {
      long position = checksummer.position();
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
      if (file.readFully(buffer, position) == 0) {
        return;
      }
      add(buffer.flip(), position);
    }
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public void write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException("open for reading");
  }

  @Override
  public long transferTo(long position, long count, DiskFile target, long targetPosition)
      throws IOException {
    return file.transferTo(position, count, target, targetPosition);
  }

  @Override
  public void truncate(long size) {
    throw new UnsupportedOperationException("open for reading");
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
