package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Bytes in memory that are read like a file: content that was derived, not stored. Read-only. */
public final class MemoryFile implements DiskFile {

  private final Path path;
  private final ByteBuffer content;

  /**
   * @param path what messages call it
   * @param content the bytes from position to limit, which must not change any more
   */
  public MemoryFile(Path path, ByteBuffer content) {
    this.path = path;
    this.content = content.slice().asReadOnlyBuffer();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() {
    return content.capacity();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    if (position >= content.capacity()) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), content.capacity() - position);
    target.put(content.duplicate().limit((int) position + count).position((int) position));
    return count;
  }

  @Override
  public long transferTo(long position, long count, DiskFile target, long targetPosition)
      throws IOException {
    long available = Math.max(0, Math.min(count, content.capacity() - position));
    int start = (int) Math.min(position, content.capacity());
    target.write(
        content.duplicate().limit(start + (int) available).position(start), targetPosition);
    return available;
  }

  @Override
  public void write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException("read-only: " + path);
  }

  @Override
  public void truncate(long size) {
    throw new UnsupportedOperationException("read-only: " + path);
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
