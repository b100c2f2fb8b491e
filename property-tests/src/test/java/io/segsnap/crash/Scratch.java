package io.segsnap.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder, in memory if there is such a file system, that is gone when closed. */
public final class Scratch implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path path;

  public Scratch() throws IOException {
    path = Files.createTempDirectory(parent(), "segsnap-");
  }

  private static Path parent() {
    String given = System.getProperty("segsnap.scratch", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    return Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
