package io.segsnap.io;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** {@link Disk} on {@code java.nio}; it only adds the names of operation and path to failures. */
final class LocalDisk implements Disk {

  @FunctionalInterface
  private interface Call {
    void run() throws IOException;
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    return open("create", path, CREATE_NEW, READ, WRITE);
  }

  @Override
  public DiskFile openForWrite(Path path) throws IOException {
    return open("open for writing", path, READ, WRITE);
  }

  @Override
  public DiskFile openForRead(Path path) throws IOException {
    return open("open", path, READ);
  }

  private static DiskFile open(String operation, Path path, OpenOption... options)
      throws IOException {
    try {
      return new LocalFile(path, FileChannel.open(path, options));
    } catch (IOException e) {
      throw new StorageException(operation, path, e);
    }
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    call("link to " + existing + " as", link, () -> Files.createLink(link, existing));
  }

  @Override
  public void cloneFile(Path clone, Path existing) throws IOException {
    Reflink.make(clone, existing);
  }

  @Override
  public boolean mayClone(Path from, Path to) throws IOException {
    return Reflink.isAvailable() && mayLink(from, to) && Reflink.mayWorkIn(to);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call("rename to " + to + " from", from, () -> Files.move(from, to, ATOMIC_MOVE));
  }

  @Override
  public void delete(Path path) throws IOException {
    call("delete", path, () -> Files.delete(path));
  }

  @Override
  public void createDirectory(Path path) throws IOException {
    call("create directory", path, () -> Files.createDirectory(path));
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    call("sync directory", directory, () -> {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    });
  }

  @Override
  public void setLastModified(Path path, FileTime time) throws IOException {
    call("set time of", path, () -> Files.setLastModifiedTime(path, time));
  }

  @Override
  public DirectoryLock lock(Path path) throws IOException {
    return LocalLock.acquire(path, false);
  }

  @Override
  public DirectoryLock lockForReading(Path path) throws IOException {
    return LocalLock.acquire(path, true);
  }

  private static void call(String operation, Path path, Call call) throws IOException {
    try {
      call.run();
    } catch (IOException e) {
      throw new StorageException(operation, path, e);
    }
  }
}
