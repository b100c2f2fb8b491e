package io.segsnap.properties;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a file system tells of a directory and its files, but for when they were read. */
final class SourceMetadata {

  private static final String NOTE = "segsnap.note";

  private SourceMetadata() {}

  /** By name, the directory's own under the empty one. Hidden files and directories are left out. */
  static Map<String, Map<String, Object>> of(Path directory, boolean mayBeLinked)
      throws IOException {
    Map<String, Map<String, Object>> all = new TreeMap<>();
    all.put("", attributes(directory, false));
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (Files.isRegularFile(entry)) {
          Map<String, Object> attributes = attributes(entry, mayBeLinked);
          attributes.put("content", Arrays.hashCode(Files.readAllBytes(entry)));
          attributes.put("note", note(entry));
          all.put(entry.getFileName().toString(), attributes);
        }
      }
    }
    return all;
  }

  /** A link changes the number of names, and by that the time of the last change of metadata. */
  private static Map<String, Object> attributes(Path path, boolean mayBeLinked) throws IOException {
    Map<String, Object> attributes =
        new TreeMap<>(Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS));
    attributes.remove("lastAccessTime");
    if (mayBeLinked) {
      attributes.remove("nlink");
      attributes.remove("ctime");
    }
    return attributes;
  }

  /** Adds an extended attribute where the file system has them. */
  static void addNotes(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        view(file).write(NOTE, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      }
    } catch (FileSystemException | UnsupportedOperationException e) {
      return;
    }
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }

  private static Object note(Path file) throws IOException {
    UserDefinedFileAttributeView view = view(file);
    try {
      if (view == null || !view.list().contains(NOTE)) {
        return "none";
      }
      ByteBuffer value = ByteBuffer.allocate(view.size(NOTE));
      view.read(NOTE, value);
      return Arrays.toString(value.array());
    } catch (FileSystemException e) {
      return "none";
    }
  }
}
