package io.segsnap.io;

import io.segsnap.StorageException;
import io.segsnap.UnsupportedStrategyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Makes files that share the blocks of others, where that is possible at all: on Linux, with JNA,
 * which is an optional dependency and hence named in {@link FiClone} only.
 */
final class Reflink {

  /** Types of file systems that can have reflinks, as the system names them. */
  private static final Set<String> TYPES = Set.of("xfs", "btrfs", "bcachefs", "ocfs2", "zfs");

  private Reflink() {}

  /** Whether this process can make the call at all. */
  static boolean isAvailable() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try {
      Class.forName("com.sun.jna.Native", false, Reflink.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Whether a directory's file system is of a kind that can have reflinks. */
  static boolean mayWorkIn(Path directory) throws IOException {
    return TYPES.contains(typeOf(directory));
  }

  static String typeOf(Path path) throws IOException {
    try {
      return Files.getFileStore(path).type();
    } catch (IOException e) {
      throw new StorageException("examine", path, e);
    }
  }

  static void make(Path clone, Path existing) throws IOException {
    if (!isAvailable()) {
      throw new UnsupportedStrategyException(
          "clone", clone, "clones need Linux, and net.java.dev.jna:jna on the class path");
    }
    FiClone.make(clone, existing);
  }
}
