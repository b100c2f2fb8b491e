package io.segsnap.benchmarks;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Brings files into the page cache, or takes them out of it with {@code posix_fadvise(2)}. */
public final class PageCache {

  private static final int BLOCK_BYTES = 1 << 20;
  private static final int SAMPLES = 16;

  /** A page that is being written, or that another processor has just used, stays for a moment. */
  private static final int TRIES = 10;

  private static final int BETWEEN_TRIES_MS = 20;

  private PageCache() {}

  /** Reads every file of a folder. */
  public static void warm(Path folder) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    for (Path file : files(folder)) {
      try (FileChannel channel = FileChannel.open(file)) {
        while (channel.read(block.clear()) > 0) {
          // reading is what brings it in
        }
      }
    }
  }

  /**
   * Takes every file of a folder out of the page cache, written back before.
   *
   * @return whether they are out: a file system in memory, and some others, keep them
   */
  public static boolean drop(Path folder) throws IOException, InterruptedException {
    if (!Platform.isLinux()) {
      return false;
    }
    for (Path file : files(folder)) {
      if (!dropFile(file)) {
        return false;
      }
    }
    return true;
  }

  private static boolean dropFile(Path file) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(false);
      }
      LibC.dontNeed(file);
      if (!isCached(file)) {
        return true;
      }
      Thread.sleep(BETWEEN_TRIES_MS);
    }
    return false;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  /** Asked of some pages, since a mapping tells only whether all of it is there. */
  private static boolean isCached(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      for (int i = 0; i < SAMPLES && size > 0; i++) {
        if (channel.map(MapMode.READ_ONLY, i * (size - 1) / SAMPLES, 1).isLoaded()) {
          return true;
        }
      }
      return false;
    }
  }

  /** What Java has no other way to. */
  private static final class LibC {

    private static final int READ_ONLY_CLOSE_ON_EXEC = 02000000;
    private static final int DONT_NEED = 4;

    static {
      Native.register(LibC.class, "c");
    }

    private static native int open(String path, int flags) throws LastErrorException;

    private static native int posix_fadvise(int file, long offset, long length, int advice);

    private static native int close(int file) throws LastErrorException;

    static void dontNeed(Path path) throws IOException {
      try {
        int file = open(path.toString(), READ_ONLY_CLOSE_ON_EXEC);
        try {
          int error = posix_fadvise(file, 0, 0, DONT_NEED);
          if (error != 0) {
            throw new IOException("posix_fadvise " + path + ": error " + error);
          }
        } finally {
          close(file);
        }
      } catch (LastErrorException e) {
        throw new IOException("posix_fadvise " + path + ": " + e.getMessage(), e);
      }
    }
  }
}
