package io.segsnap.io;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import io.segsnap.StorageException;
import io.segsnap.UnsupportedStrategyException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Makes files that share the blocks of others, by the system call {@code ioctl(FICLONE)} of Linux
 * (ioctl_ficlone(2)). Java has none, so it goes through JNA, which is an optional dependency.
 */
final class Reflink {

  /** Types of file systems that can have reflinks, as the system names them. */
  private static final Set<String> TYPES = Set.of("xfs", "btrfs", "bcachefs", "ocfs2", "zfs");

  private Reflink() {}

  /** The system calls; loaded on first use only. */
  private static final class C {
    static final int READ_ONLY = 0;
    static final int WRITE_ONLY = 1;
    static final int CREATE_NEW = 0100 | 0200;
    static final int CLOSE_ON_EXEC = 02000000;
    static final int MODE = 0666;
    static final NativeLong FICLONE = new NativeLong(0x40049409L);

    static final int FILE_EXISTS = 17;
    static final int CROSS_DEVICE = 18;
    static final int INVALID = 22;
    static final int NOT_A_TERMINAL = 25;
    static final int NOT_IMPLEMENTED = 38;
    static final int NOT_SUPPORTED = 95;

    static {
      Native.register("c");
    }

    private C() {}

    static native int open(String path, int flags, int mode) throws LastErrorException;

    static native int ioctl(int file, NativeLong request, int argument) throws LastErrorException;

    static native int close(int file) throws LastErrorException;
  }

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

  private static String typeOf(Path path) throws IOException {
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
    int source = open("open", existing, C.READ_ONLY, 0);
    try {
      int target = open("create", clone, C.WRITE_ONLY | C.CREATE_NEW, C.MODE);
      boolean done = false;
      try {
        C.ioctl(target, C.FICLONE, source);
        done = true;
      } catch (LastErrorException e) {
        throw failure(e, clone, existing);
      } finally {
        C.close(target);
        if (!done) {
          Files.deleteIfExists(clone);
        }
      }
    } finally {
      C.close(source);
    }
  }

  private static int open(String operation, Path path, int flags, int mode) throws IOException {
    try {
      return C.open(path.toString(), flags | C.CLOSE_ON_EXEC, mode);
    } catch (LastErrorException e) {
      throw new StorageException(
          operation,
          path,
          e.getErrorCode() == C.FILE_EXISTS
              ? new FileAlreadyExistsException(path.toString())
              : new IOException(e.getMessage(), e));
    }
  }

  private static IOException failure(LastErrorException e, Path clone, Path existing)
      throws IOException {
    return switch (e.getErrorCode()) {
      case C.CROSS_DEVICE ->
        new UnsupportedStrategyException(
            "clone", clone, "it lies in another file system than " + existing);
      case C.NOT_SUPPORTED, C.INVALID, C.NOT_A_TERMINAL, C.NOT_IMPLEMENTED ->
        new UnsupportedStrategyException(
            "clone", clone, "the file system (" + typeOf(existing) + ") can't clone files");
      default -> new StorageException("clone", clone, new IOException(e.getMessage(), e));
    };
  }
}
