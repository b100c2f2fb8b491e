package io.segsnap.properties;

import io.segsnap.crash.Scratch;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for one try of a property, gone afterwards. */
final class TemporaryFolder implements AutoCloseable {

  private final Path path;

  TemporaryFolder() throws IOException {
    path = Files.createTempDirectory(Scratch.parent(), "segsnap");
  }

  /** Whether files can be cloned where these folders are. */
  static boolean hasClones() {
    try {
      Path parent = Scratch.parent();
      return Disk.local().mayClone(parent, parent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Scratch.clear(path);
  }
}
