package io.segsnap.inspect;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads the entries of an index file one after the other; its size may be anything. */
final class EntryReader implements Closeable {

  private static final int BUFFERED_ENTRIES = 1024;

  private final DiskFile file;
  private final int entryBytes;
  private final ByteBuffer buffer;
  private long bufferStart;
  private int filled;
  private long position;

  /** Stands before the first entry. */
  EntryReader(Disk disk, Path path, int entryBytes) throws IOException {
    this.file = disk.openForRead(path);
    this.entryBytes = entryBytes;
    this.buffer = ByteBuffer.allocate(BUFFERED_ENTRIES * entryBytes);
    this.position = -entryBytes;
  }

  /** Moves to the next whole entry; false after the last. */
  boolean next() throws IOException {
    position += entryBytes;
    if (position + entryBytes > bufferStart + filled) {
      bufferStart = position;
      filled = file.readFully(buffer.clear(), position);
      buffer.clear();
    }
    return position + entryBytes <= bufferStart + filled;
  }

  int getInt(int field) {
    return buffer.getInt(index() + field);
  }

  long getLong(int field) {
    return buffer.getLong(index() + field);
  }

  /** The first two bytes. */
  short getShort() {
    return buffer.getShort(index());
  }

  private int index() {
    return (int) (position - bufferStart);
  }

  /** File position of the current entry. */
  long position() {
    return position;
  }

  long sizeBytes() throws IOException {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
