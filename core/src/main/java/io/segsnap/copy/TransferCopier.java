package io.segsnap.copy;

import io.segsnap.io.BufferPool;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * {@link CopyStrategy#TRANSFER}. Reading a chunk for its checksum brings it into the page cache, from where the
 * kernel copies it.
 */
final class TransferCopier implements Copier {

  private final BufferPool pool;

  TransferCopier(BufferPool pool) {
    this.pool = pool;
  }

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return CopyStrategy.TRANSFER;
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    if (!file.isSplit()) {
      return transferRange(file, file.target(), position, lengthBytes);
    }
    // A transfer moves the target handle's own position, so threads can't share one.
    try (DiskFile target = file.reopenTarget()) {
      return transferRange(file, target, position, lengthBytes);
    }
  }

  private int transferRange(FileCopy file, DiskFile target, long position, int lengthBytes)
      throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = pool.acquire();
    try {
      long at = position;
      long end = position + lengthBytes;
      while (at < end) {
        file.readChunk(buffer, at, end);
        int count = buffer.remaining();
        crc.update(buffer);
        transfer(file, target, at, count);
        at += count;
        file.pace(count);
      }
    } finally {
      pool.release(buffer);
    }
    return (int) crc.getValue();
  }

  private static void transfer(FileCopy file, DiskFile target, long position, int count)
      throws IOException {
    long at = position;
    long end = position + count;
    while (at < end) {
      long moved = file.source().transferTo(at, end - at, target, at);
      if (moved <= 0) {
        throw file.tooShort(at);
      }
      at += moved;
    }
  }
}
