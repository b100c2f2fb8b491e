package io.segsnap.log;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Looks at files without a handle that stays open; empty stands for a file that isn't there. */
final class SmallFile {

  private SmallFile() {}

  static Optional<byte[]> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("read", file, e);
    }
  }

  static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("examine", file, e);
    }
  }

  /** Length of a file that must be there. */
  static long size(Path file) throws IOException {
    return attributes(file)
        .orElseThrow(
            () -> new StorageException("examine", file, new NoSuchFileException(file.toString())))
        .size();
  }
}
