package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A mapping by the other calls of a file: read when it is made, written when it is closed. */
public final class HeapMapping implements Mapping {

  private final DiskFile file;
  private final long position;
  private final boolean writable;
  private final ByteBuffer buffer;

  /** Reads the range; what is behind the end of a file to be written reads as zeros. */
  public HeapMapping(DiskFile file, long position, int count, boolean writable) throws IOException {
    this.file = file;
    this.position = position;
    this.writable = writable;
    this.buffer = ByteBuffer.allocate(count);
    int read = file.readFully(buffer, position);
    if (read < count && !writable) {
      throw new InternalError("behind the end of " + file.path());
    }
    buffer.clear();
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() throws IOException {
    if (writable) {
      file.write(buffer.clear(), position);
    }
  }
}
