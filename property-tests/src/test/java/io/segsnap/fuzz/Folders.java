package io.segsnap.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an input does to a folder, and the folder as it was before. */
public final class Folders {

  private Folders() {}

  /** Copies a folder to where nothing is, with the times of its files. */
  public static void copy(Path from, Path to) throws IOException {
    for (Path path : under(from).sorted().toList()) {
      Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Path and bytes of every file; those of folders are empty. */
  public static Map<Path, ByteBuffer> contents(Path folder) throws IOException {
    Map<Path, ByteBuffer> contents = new TreeMap<>();
    for (Path path : under(folder).toList()) {
      byte[] content = Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
      contents.put(folder.relativize(path), ByteBuffer.wrap(content));
    }
    return contents;
  }

  /** Path, size and time of every file. */
  public static List<String> state(Path folder) throws IOException {
    return under(folder).sorted().map(Folders::stateOf).toList();
  }

  private static String stateOf(Path path) {
    try {
      return path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return path + " " + e;
    }
  }

  private static Stream<Path> under(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList().stream();
    }
  }
}
