package io.segsnap.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What this process holds of the files below a directory, as the kernel sees it; nothing where it is not Linux. */
final class Leaks {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  private Leaks() {}

  /** Open files, deleted ones included, and mapped ranges. */
  static SortedSet<String> below(Path root) throws IOException {
    SortedSet<String> held = descriptorsBelow(root);
    if (Files.exists(MAPPINGS)) {
      for (String line : Files.readAllLines(MAPPINGS)) {
        if (line.contains(root.toString())) {
          held.add("mapping " + line);
        }
      }
    }
    return held;
  }

  /** Open files, which is cheaper to find out. */
  static SortedSet<String> descriptorsBelow(Path root) throws IOException {
    SortedSet<String> held = new TreeSet<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return held;
    }
    List<Path> descriptors;
    try (Stream<Path> files = Files.list(DESCRIPTORS)) {
      descriptors = files.toList();
    }
    for (Path descriptor : descriptors) {
      String file = target(descriptor);
      if (file.startsWith(root.toString())) {
        held.add("descriptor of " + file);
      }
    }
    return held;
  }

  /** Other threads close theirs meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
