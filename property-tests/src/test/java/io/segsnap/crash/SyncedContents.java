package io.segsnap.crash;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What files held when they were last synced, whatever their names are by now, so that a kernel which drops
 * the pages that it could not write can be played. Thread safe.
 */
final class SyncedContents {

  private final Map<Object, byte[]> contents = new ConcurrentHashMap<>();

  private static Object key(Path path) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(path, BasicFileAttributes.class).fileKey(), "a file system with keys");
  }

  /** Nothing of a new file is durable; returns its key. */
  Object created(Path path) throws IOException {
    Object key = key(path);
    contents.put(key, new byte[0]);
    return key;
  }

  /** What was there before it was first opened is durable; returns the file's key. */
  Object opened(Path path) throws IOException {
    Object key = key(path);
    if (!contents.containsKey(key)) {
      contents.put(key, Files.readAllBytes(path));
    }
    return key;
  }

  /** All of the file is durable. */
  void synced(Object key, DiskFile file) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) file.size());
    file.readFully(content, 0);
    contents.put(key, content.array());
  }

  /** Makes the file what it was when it was synced last; its time stays, since nobody wrote to it. */
  void lose(Object key, Path path) throws IOException {
    byte[] content = contents.get(key);
    if (Arrays.equals(content, Files.readAllBytes(path))) {
      return;
    }
    FileTime modified = Files.getLastModifiedTime(path);
    try (DiskFile file = Disk.local().openForWrite(path)) {
      file.truncate(0);
      file.write(ByteBuffer.wrap(content), 0);
    }
    Files.setLastModifiedTime(path, modified);
  }
}
