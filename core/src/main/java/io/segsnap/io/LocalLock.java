package io.segsnap.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.segsnap.LockedException;
import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@code fcntl} lock on a file that holds the process id of the owner. Only its owner may remove
 * the file: who has opened it by then gets a lock on a file without a name, and tries again.
 *
 * <p>POSIX drops a process's locks on a file as soon as the process closes <em>any</em> descriptor
 * of it, so a second attempt in the same process must be refused before it opens the file. That
 * takes the one static of segsnap: the set of lock files this process holds.
 */
final class LocalLock implements DirectoryLock {

  private static final int PID_BYTES = 20;
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;
  private boolean closed;

  private LocalLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static LocalLock acquire(Path path, boolean shared) throws IOException {
    Path key;
    try {
      Path absolute = path.toAbsolutePath();
      key = absolute.resolveSibling(".").toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new StorageException("lock", path, e);
    }
    if (!HELD.add(key)) {
      throw new LockedException("lock", path, "this process");
    }
    boolean held = false;
    try {
      LocalLock lock = shared ? openForReading(path, key) : open(path, key);
      held = true;
      return lock;
    } catch (LockedException e) {
      throw e;
    } catch (OverlappingFileLockException e) {
      throw new LockedException("lock", path, "this process");
    } catch (IOException e) {
      throw new StorageException("lock", path, e);
    } finally {
      if (!held) {
        HELD.remove(key);
      }
    }
  }

  private static LocalLock openForReading(Path path, Path key) throws IOException {
    FileChannel channel = FileChannel.open(path, READ);
    try {
      if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
        throw new LockedException("lock", path, "process " + owner(channel));
      }
      return new LocalLock(key, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static LocalLock open(Path path, Path key) throws IOException {
    // a broker's lock file is empty and stays so
    boolean isOurs = attributes(path).map(file -> file.size() > 0).orElse(true);
    while (true) {
      Optional<BasicFileAttributes> before = attributes(path);
      FileChannel channel = lock(path);
      try {
        if (isSameFile(before, attributes(path))) {
          if (isOurs) {
            noteOwner(channel);
          }
          return new LocalLock(key, channel);
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      channel.close();
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new LockedException("lock", path, "process " + owner(channel));
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * For the message that others are refused with. Where that fails the lock holds all the same: on a full
   * disk, deleting needs it.
   */
  static void noteOwner(FileChannel channel) throws IOException {
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII);
    try {
      channel.write(ByteBuffer.wrap(pid), 0);
      channel.truncate(pid.length);
    } catch (IOException e) {
      if (!channel.isOpen()) {
        throw e; // by an interrupt, and the lock is gone with it
      }
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isSameFile(
      Optional<BasicFileAttributes> before, Optional<BasicFileAttributes> after) {
    return before.isPresent()
        && after.isPresent()
        && Objects.equals(before.get().fileKey(), after.get().fileKey());
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(PID_BYTES);
    channel.read(pid, 0);
    String text = new String(pid.array(), 0, pid.position(), US_ASCII).strip();
    // a reader does not write its id, so that of an earlier owner may still stand here
    boolean runs =
        text.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(text)).isPresent();
    return runs ? text : "of unknown id";
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        channel.close();
      } finally {
        HELD.remove(key);
      }
    }
  }
}
