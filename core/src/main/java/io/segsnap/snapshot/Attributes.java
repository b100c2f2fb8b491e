package io.segsnap.snapshot;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** File attributes, of a symbolic link itself and never of what it names. */
final class Attributes {

  private Attributes() {}

  /** The attributes; empty where there is no such file. */
  static Optional<BasicFileAttributes> ifExists(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("examine", path, e);
    }
  }

  /** The attributes of a file that must exist. */
  static BasicFileAttributes of(Path path) throws IOException {
    Optional<BasicFileAttributes> attributes = ifExists(path);
    if (attributes.isEmpty()) {
      throw new StorageException("examine", path, new NoSuchFileException(path.toString()));
    }
    return attributes.get();
  }

  /** How many names a file has; 0 where the system doesn't tell. */
  static int links(Path path) throws IOException {
    try {
      Object links = Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      return links instanceof Number number ? number.intValue() : 0;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 0;
    } catch (IOException e) {
      throw new StorageException("examine", path, e);
    }
  }

  /** What is there, for a message: a file, a directory, a symbolic link, or none. */
  static String kindOf(Optional<BasicFileAttributes> attributes) {
    if (attributes.isEmpty()) {
      return "none";
    }
    if (attributes.get().isRegularFile()) {
      return "a file";
    }
    if (attributes.get().isSymbolicLink()) {
      return "a symbolic link";
    }
    return attributes.get().isDirectory() ? "a directory" : "a special file";
  }
}
