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

/** The system call {@code ioctl(FICLONE)} of Linux (ioctl_ficlone(2)), which Java has no other way to. */
final class FiClone {

  private static final int READ_ONLY = 0;
  private static final int WRITE_ONLY = 1;
  private static final int CREATE_NEW = 0100 | 0200;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int MODE = 0666;
  private static final NativeLong FICLONE = new NativeLong(0x40049409L);

  private static final int FILE_EXISTS = 17;
  private static final int CROSS_DEVICE = 18;
  private static final int INVALID = 22;
  private static final int NOT_A_TERMINAL = 25;
  private static final int NOT_IMPLEMENTED = 38;
  private static final int NOT_SUPPORTED = 95;

  static {
    Native.register("c");
  }

  private FiClone() {}

  private static native int open(String path, int flags, int mode) throws LastErrorException;

  private static native int ioctl(int file, NativeLong request, int argument)
      throws LastErrorException;

  private static native int close(int file) throws LastErrorException;

  static void make(Path clone, Path existing) throws IOException {
    int source = open("open", existing, READ_ONLY, 0);
    try {
      int target = open("create", clone, WRITE_ONLY | CREATE_NEW, MODE);
      boolean done = false;
      try {
        ioctl(target, FICLONE, source);
        done = true;
      } catch (LastErrorException e) {
        throw failure(e, clone, existing);
      } finally {
        close(target);
        if (!done) {
          Files.deleteIfExists(clone);
        }
      }
    } finally {
      close(source);
    }
  }

  private static int open(String operation, Path path, int flags, int mode) throws IOException {
    try {
      return open(path.toString(), flags | CLOSE_ON_EXEC, mode);
    } catch (LastErrorException e) {
      throw new StorageException(
          operation,
          path,
          e.getErrorCode() == FILE_EXISTS
              ? new FileAlreadyExistsException(path.toString())
              : new IOException(e.getMessage(), e));
    }
  }

  private static IOException failure(LastErrorException e, Path clone, Path existing)
      throws IOException {
    return switch (e.getErrorCode()) {
      case CROSS_DEVICE ->
        new UnsupportedStrategyException(
            "clone", clone, "it lies in another file system than " + existing);
      case NOT_SUPPORTED, INVALID, NOT_A_TERMINAL, NOT_IMPLEMENTED ->
        new UnsupportedStrategyException(
            "clone", clone, "the file system (" + Reflink.typeOf(existing) + ") can't clone files");
      default -> new StorageException("clone", clone, new IOException(e.getMessage(), e));
    };
  }
}
