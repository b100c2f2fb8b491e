package io.segsnap.log;

import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives a segment's {@code .log} name to a new file that holds a prefix of the old one, durably. The
 * old inode is not touched: a snapshot may share it, and a reader may be reading it.
 */
final class PrefixCopy {

  /** Readers of the directory ignore such files: cleaner output in progress. */
  private static final String STAGED = ".cleaned";

  private PrefixCopy() {}

  /** The caller syncs the directory. */
  static void replace(Disk disk, Path directory, long baseOffset, DiskFile source, long bytes)
      throws IOException {
    Path log = FileKind.LOG.in(directory, baseOffset);
    Path staged = log.resolveSibling(log.getFileName() + STAGED);
    if (Files.exists(staged)) {
      disk.delete(staged);
    }
    try (DiskFile copy = disk.create(staged)) {
      long done = 0;
      while (done < bytes) {
        long count = source.transferTo(done, bytes - done, copy, done);
        if (count <= 0) {
          throw new StorageException(
              "copy", source.path(), new IOException("ends at position " + done));
        }
        done += count;
      }
      copy.sync();
    }
    disk.rename(staged, log);
  }

  /** Whether other names than its own lead to this segment's {@code .log} file. */
  static boolean isShared(Path directory, long baseOffset) throws IOException {
    Path log = FileKind.LOG.in(directory, baseOffset);
    try {
      return ((Number) Files.getAttribute(log, "unix:nlink")).intValue() > 1;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return true; // unknown: better to copy once too often
    }
  }
}
