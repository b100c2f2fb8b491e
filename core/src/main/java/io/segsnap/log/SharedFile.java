package io.segsnap.log;

import io.segsnap.StorageException;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading handle for all readers of a file, opened when first used. A thread that is interrupted
 * in a read closes the channel under all others ({@link java.nio.channels.InterruptibleChannel});
 * they don't notice: their reads go on with a fresh handle. Only the interrupted thread itself gets
 * a {@link StorageException}. Read-only; safe for use by several threads.
 */
final class SharedFile implements DiskFile {

  @FunctionalInterface
  interface Opener {
    DiskFile open() throws IOException;
  }

  @FunctionalInterface
  private interface Read<T> {
    T from(DiskFile file) throws IOException;
  }

  private final Supplier<Path> path;
  private final Opener opener;
  private @Nullable DiskFile open;
  private boolean closed;

  /**
   * @param path what the file is called at the moment
   * @param opener opens it under that name
   */
  SharedFile(Supplier<Path> path, Opener opener) {
    this.path = path;
    this.opener = opener;
  }

  @Override
  public Path path() {
    return path.get();
  }

  @Override
  public long size() throws IOException {
    return retrying(DiskFile::size);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return retrying(file -> file.read(target, position));
  }

  @Override
  public long transferTo(long position, long count, DiskFile target, long targetPosition) {
    throw new UnsupportedOperationException("for small reads only: " + path());
  }

  private <T> T retrying(Read<T> read) throws IOException {
    while (true) {
      DiskFile file = handle();
      try {
        return read.from(file);
      } catch (StorageException e) {
        forget(file);
        if (!isClosedByAnother(e)) {
          throw e;
        }
      }
    }
  }

  private boolean isClosedByAnother(StorageException e) {
    Throwable cause = e.getCause();
    return cause instanceof ClosedChannelException
        && !(cause instanceof ClosedByInterruptException)
        && !Thread.currentThread().isInterrupted();
  }

  private synchronized DiskFile handle() throws IOException {
    if (closed) {
      throw new StorageException("read", path(), new ClosedChannelException());
    }
    DiskFile file = open;
    if (file == null) {
      file = opener.open();
      open = file;
    }
    return file;
  }

  /** Closes a handle that failed, unless another thread has replaced it already. */
  private synchronized void forget(DiskFile failed) throws IOException {
    if (open == failed) {
      open = null;
      failed.close();
    }
  }

  @Override
  public void write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException("read-only: " + path());
  }

  @Override
  public void truncate(long size) {
    throw new UnsupportedOperationException("read-only: " + path());
  }

  @Override
  public void sync() {
    throw new UnsupportedOperationException("read-only: " + path());
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    DiskFile file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}
