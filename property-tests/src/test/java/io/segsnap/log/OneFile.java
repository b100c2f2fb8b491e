package io.segsnap.log;

import io.segsnap.StorageException;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/** A file of one byte in memory, as all handles together see it: how many are open, and how many there were. */
final class OneFile {

  private static final Path PATH = Path.of("one-file");

  private int opened;
  private int open;
  private Handle last;

  synchronized DiskFile openForRead() {
    opened++;
    open++;
    last = new Handle();
    return last;
  }

  synchronized int open() {
    return open;
  }

  synchronized int opened() {
    return opened;
  }

  /** What the interrupt of a thread that reads does to all others. */
  synchronized void breakLastHandle() {
    if (last != null) {
      last.broken = true;
    }
  }

  private final class Handle implements DiskFile {
    private boolean broken;
    private boolean closed;

    @Override
    public Path path() {
      return PATH;
    }

    @Override
    public long size() {
      return 1;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      synchronized (OneFile.this) {
        if (broken || closed) {
          throw new StorageException("read", PATH, new ClosedChannelException());
        }
      }
      return 1;
    }

    @Override
    public void close() {
      synchronized (OneFile.this) {
        if (closed) {
          throw new AssertionError("closed twice");
        }
        closed = true;
        open--;
      }
    }

    @Override
    public long transferTo(long position, long count, DiskFile target, long targetPosition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(ByteBuffer source, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sync() {
      throw new UnsupportedOperationException();
    }
  }
}
