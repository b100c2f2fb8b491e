package io.segsnap.log;

import io.segsnap.LockedException;
import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Length, modification time and inode of every regular file of a directory that has no lock file: a
 * broker that is started meanwhile shows by what it changes. The time's resolution, some
 * milliseconds, bounds what can be seen of a change that keeps the length.
 */
final class FileStamps {

  private record Stamp(
      long lengthBytes, long modifiedNanos, @Nullable Object inode) {}

  private final Path directory;
  private final Map<Path, Stamp> stamps = new HashMap<>();

  private FileStamps(Path directory) {
    this.directory = directory;
  }

  static FileStamps of(Path directory) throws IOException {
    FileStamps taken = new FileStamps(directory);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        taken.add(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw new StorageException("list", directory, new IOException(e.getMessage(), e));
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageException("list", directory, e);
    }
    return taken;
  }

  private void add(Path entry) throws IOException {
    BasicFileAttributes found = SmallFile.attributes(entry).orElse(null);
    if (found != null && found.isRegularFile()) {
      long modified = found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      stamps.put(entry, new Stamp(found.size(), modified, found.fileKey()));
    }
  }

  /**
   * @throws LockedException if a file was changed, added or removed since
   */
  void requireSame() throws IOException {
    Map<Path, Stamp> now = of(directory).stamps;
    for (Path file : now.keySet()) {
      requireSame(file, now);
    }
    for (Path file : stamps.keySet()) {
      requireSame(file, now);
    }
  }

  private void requireSame(Path file, Map<Path, Stamp> now) throws LockedException {
    Stamp before = stamps.get(file);
    if (before == null || !before.equals(now.get(file))) {
      throw new LockedException("create", file, "a writer that changed it meanwhile");
    }
  }
}
