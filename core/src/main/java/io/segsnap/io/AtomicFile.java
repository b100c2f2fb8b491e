package io.segsnap.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replaces a small file so that a crash leaves either the old or the new content: write {@code
 * name.tmp}, sync it, rename it over {@code name}, sync the directory. The old content keeps its
 * inode, which other names may share.
 */
public final class AtomicFile {

  private static final String SUFFIX = ".tmp";

  private AtomicFile() {}

  /** Durable when this returns. A leftover {@code .tmp} of an earlier crash is replaced. */
  public static void write(Disk disk, Path path, byte[] content) throws IOException {
    replace(disk, path, ByteBuffer.wrap(content), true);
    disk.syncParent(path);
  }

  /**
   * Replaces without syncing the directory, so that the caller can do that once for many files.
   *
   * @param content the bytes from position to limit
   * @param sync whether the content is made durable before it gets its name
   */
  public static void replace(Disk disk, Path path, ByteBuffer content, boolean sync)
      throws IOException {
    Path staged = path.resolveSibling(path.getFileName() + SUFFIX);
    if (Files.exists(staged)) {
      disk.delete(staged);
    }
    try (DiskFile file = disk.create(staged)) {
      file.write(content, 0);
      if (sync) {
        file.sync();
      }
    }
    disk.rename(staged, path);
  }
}
