package io.segsnap.io;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What stands for a mapping where there is none: the range is read when it is made. */
final class HeapMapping implements Mapping {

  private final ByteBuffer buffer;

  /** Reads the range. */
  HeapMapping(DiskFile file, long position, int count) throws IOException {
    buffer = ByteBuffer.allocate(count);
    int read = file.readFully(buffer, position);
    if (read < count) {
      throw new StorageException(
          "map", file.path(), new IOException("ends at " + (position + read)));
    }
    buffer.clear();
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    // the garbage collector does
  }
}
