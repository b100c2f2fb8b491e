package io.segsnap.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for what benchmarks write. It goes with everything in it when closed, or when the
 * process is ended from outside.
 */
public final class WorkFolder implements AutoCloseable {

  private final Path path;
  private final Thread onExit = new Thread(this::deleteQuietly);

  private WorkFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Makes a new folder.
   *
   * @param parent made when needed
   */
  public static WorkFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new WorkFolder(Files.createTempDirectory(parent.toAbsolutePath(), "segsnap-bench-"));
  }

  public Path path() {
    return path;
  }

  /** Deletes a file or a folder with everything in it; does nothing if it isn't there. */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(tree)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }

  /** Writes a report, or whatever else, about what was measured before a failure. */
  @FunctionalInterface
  public interface Rescue {
    void write(String reason) throws Exception;
  }

  /**
   * Keeps what was measured before a failure. What the folder holds goes first: it may fill the disk
   * that the report goes to. If that fails too, the first failure carries the second one.
   */
  public void rescue(Throwable failure, Rescue rescue) {
    try {
      delete(path);
      Files.createDirectory(path);
      rescue.write(Failure.of(failure).line());
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private void deleteQuietly() {
    try {
      delete(path);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + path + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    delete(path);
    Runtime.getRuntime().removeShutdownHook(onExit);
  }
}
