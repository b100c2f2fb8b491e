package io.segsnap.io;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Fails one mutating call, counted from {@link #failAt}. A write that fails leaves half of its bytes
 * behind. Nothing is synced, since the kernel goes on living. Locks do not lock, so that a log which is dropped without a close stands for a killed
 * process: open the directory again with another disk.
 */
public final class FaultyDisk extends ForwardingDisk {

  private int countdown = -1;
  private boolean isDead;
  private boolean staysDead;

  public FaultyDisk() {
    super(Disk.local());
  }

  /** Lets {@code calls} mutating calls through and fails the next one. */
  public FaultyDisk failAt(int calls) {
    countdown = calls;
    return this;
  }

  /** Lets {@code calls} mutating calls through and fails all others, as a dying machine does. */
  public FaultyDisk dieAt(int calls) {
    staysDead = true;
    return failAt(calls);
  }

  public void heal() {
    countdown = -1;
    isDead = false;
    staysDead = false;
  }

  private void mayFail(String operation, Path path) throws IOException {
    if (isDead || countdown == 0) {
      countdown = -1;
      isDead = staysDead;
      throw new StorageException(operation, path, new IOException("injected"));
    }
    if (countdown > 0) {
      countdown--;
    }
  }

  @Override
  protected DiskFile wrap(DiskFile file) {
    return new FaultyFile(file);
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    mayFail("create", path);
    return super.create(path);
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    mayFail("link", link);
    super.link(link, existing);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    mayFail("rename", from);
    super.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    mayFail("delete", path);
    super.delete(path);
  }

  @Override
  public void createDirectory(Path path) throws IOException {
    mayFail("create directory", path);
    super.createDirectory(path);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    mayFail("sync directory", directory);
  }

  @Override
  public void setLastModified(Path path, FileTime time) throws IOException {
    mayFail("set time of", path);
    super.setLastModified(path, time);
  }

  @Override
  public DirectoryLock lock(Path path) {
    return () -> {};
  }

  @Override
  public DirectoryLock lockForReading(Path path) {
    return () -> {};
  }

  private final class FaultyFile extends ForwardingFile {

    FaultyFile(DiskFile file) {
      super(file);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      try {
        mayFail("write", path());
      } catch (StorageException e) {
        super.write(source.duplicate().limit(source.position() + source.remaining() / 2), position);
        throw e;
      }
      super.write(source, position);
    }

    @Override
    public long transferTo(long position, long count, DiskFile target, long targetPosition)
        throws IOException {
      mayFail("transfer", path());
      return super.transferTo(position, count, target, targetPosition);
    }

    @Override
    public void truncate(long size) throws IOException {
      mayFail("truncate", path());
      super.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      mayFail("sync", path());
    }
  }
}
