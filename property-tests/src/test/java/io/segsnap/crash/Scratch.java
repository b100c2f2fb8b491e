package io.segsnap.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is gone when closed: in the one that {@code -Dsegsnap.scratch} names, else in memory if
 * there is such a file system.
 */
public final class Scratch implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  /** Containers give it 64 MiB, which a few tests at once fill. */
  private static final long ENOUGH_MEMORY = 2L << 30;

  private final Path path;

  public Scratch() throws IOException {
    this(parent());
  }

  public Scratch(Path parent) throws IOException {
    path = Files.createTempDirectory(parent, "segsnap-");
  }

  /** Where such folders are made. */
  public static Path parent() throws IOException {
    String chosen = System.getProperty("segsnap.scratch", "");
    if (!chosen.isEmpty()) {
      return Path.of(chosen);
    }
    boolean isLarge =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY;
    return isLarge ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
  }

  public Path path() {
    return path;
  }

  /** Removes a directory, if it is there, and all that is in it. */
  public static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      clear(directory);
    }
  }

  /** Removes a directory, which must be there, and all that is in it. */
  public static void clear(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    clear(path);
  }
}
