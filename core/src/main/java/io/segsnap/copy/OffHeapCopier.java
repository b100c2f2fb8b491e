package io.segsnap.copy;

import io.segsnap.io.BufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** {@link CopyStrategy#OFF_HEAP}. */
final class OffHeapCopier implements Copier {

  private final BufferPool pool;

  OffHeapCopier(BufferPool pool) {
    this.pool = pool;
  }

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return CopyStrategy.OFF_HEAP;
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = pool.acquire();
    try {
      long at = position;
      long end = position + lengthBytes;
      while (at < end) {
        file.readChunk(buffer, at, end);
        crc.update(buffer);
        buffer.rewind();
        int count = buffer.remaining();
        file.target().write(buffer, at);
        at += count;
        file.pace(count);
      }
    } finally {
      pool.release(buffer);
    }
    return (int) crc.getValue();
  }
}
