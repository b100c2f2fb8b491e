package io.segsnap.copy;

import io.segsnap.StorageException;
import io.segsnap.io.BufferPool;
import io.segsnap.io.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * {@link CopyStrategy#MAPPED}. No Java code touches the mapped memory, only the kernel: should the source become
 * shorter underneath, or the disk be full, the system call fails. A copy from memory to memory would meet a signal
 * instead, which compiled code reports too late to act on, and from which a checksum does not recover. Within
 * its last page, memory behind the file's end reads as zeros and nothing fails, so the length is looked at afterwards.
 */
final class MappedCopier implements Copier {

  private static final int WINDOW_BYTES = 1 << 20;

  private final BufferPool pool;

  MappedCopier(BufferPool pool) {
    this.pool = pool;
  }

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return CopyStrategy.MAPPED;
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = pool.acquire();
    try {
      long end = position + lengthBytes;
      for (long at = position; at < end; at += WINDOW_BYTES) {
        int count = (int) Math.min(WINDOW_BYTES, end - at);
        copyWindow(file, at, count);
        sum(file, at, count, buffer, crc);
        file.pace(count);
      }
    } finally {
      pool.release(buffer);
    }
    return (int) crc.getValue();
  }

  private static void copyWindow(FileCopy file, long position, int count) throws IOException {
    requireLength(file, position + count);
    try (Mapping source = file.source().map(position, count)) {
      file.target().write(source.buffer(), position);
    } catch (StorageException e) {
      requireLength(file, position + count);
      throw e;
    }
    requireLength(file, position + count);
  }

  private static void requireLength(FileCopy file, long least) throws IOException {
    long size = file.source().size();
    if (size < least) {
      throw file.tooShort(size);
    }
  }

  private static void sum(FileCopy file, long position, int count, ByteBuffer buffer, CRC32C crc)
      throws IOException {
    int done = 0;
    while (done < count) {
      buffer.clear().limit(Math.min(buffer.capacity(), count - done));
      int read = file.target().readFully(buffer, position + done);
      if (read == 0) {
        throw new StorageException(
            "read back", file.target().path(), new IOException("ends at " + (position + done)));
      }
      crc.update(buffer.flip());
      done += read;
    }
  }
}
