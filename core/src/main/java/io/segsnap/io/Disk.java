package io.segsnap.io;

import io.segsnap.StorageException;
import io.segsnap.UnsupportedStrategyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * The seam between segsnap and the file system: every call that changes a file or a directory, and
 * every read of a file's content, goes through here, so that a test can fail, tear, drop or reorder
 * each of them. Listings, attributes and small text files are read directly.
 *
 * <p>Failures are {@link io.segsnap.StorageException}s that name the operation and the path.
 * Implementations are safe for use by several threads.
 */
public interface Disk {

  /** The file system of this machine. */
  static Disk local() {
    return new LocalDisk();
  }

  /** Creates a file that must not exist yet and opens it for reading and writing. */
  DiskFile create(Path path) throws IOException;

  /** Opens an existing file for reading and writing. */
  DiskFile openForWrite(Path path) throws IOException;

  /** Opens an existing file for reading. */
  DiskFile openForRead(Path path) throws IOException;

  /** Gives the file {@code existing} a second name {@code link}, which must not exist yet. */
  void link(Path link, Path existing) throws IOException;

  /**
   * Makes a file {@code clone}, which must not exist yet, that shares the blocks of {@code existing}
   * until one of them is written to: a reflink. Nothing is copied.
   *
   * @throws io.segsnap.UnsupportedStrategyException if the file system, or this machine, can't
   */
  default void cloneFile(Path clone, Path existing) throws IOException {
    throw new UnsupportedStrategyException("clone", clone, "this disk has no clones");
  }

  /**
   * Whether {@link #cloneFile} is worth a try from one directory to another: false where it is
   * known not to work.
   */
  default boolean mayClone(Path from, Path to) throws IOException {
    return false;
  }

  /** Whether two directories lie in one file system, so that {@link #link} can work. */
  default boolean mayLink(Path from, Path to) throws IOException {
    try {
      return Files.getFileStore(from).equals(Files.getFileStore(to));
    } catch (IOException e) {
      throw new StorageException("examine", to, e);
    }
  }

  /**
   * Renames atomically, replacing a file or an empty directory that {@code to} names. Durable only
   * after {@link #syncDirectory} of the parents.
   */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file or an empty directory, which must exist. */
  void delete(Path path) throws IOException;

  /** Creates a directory whose parent exists. */
  void createDirectory(Path path) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Makes the name of {@code path} itself durable. */
  default void syncParent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      syncDirectory(parent);
    }
  }

  /** Sets the modification time, which Kafka falls back on for time-based retention. */
  void setLastModified(Path path, FileTime time) throws IOException;

  /**
   * Takes the exclusive lock that the file at {@code path} stands for, creating the file if needed.
   *
   * @throws io.segsnap.LockedException if another process, or another holder in this one, has it
   */
  DirectoryLock lock(Path path) throws IOException;

  /**
   * Keeps out, while it is held, everyone who wants the exclusive {@link #lock}, but no other
   * process that only reads. The file must exist; it is not written.
   *
   * @throws io.segsnap.LockedException if another process, or another holder in this one, has it
   */
  default DirectoryLock lockForReading(Path path) throws IOException {
    return lock(path);
  }
}
