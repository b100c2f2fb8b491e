package io.segsnap.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What directories hold. */
public final class Contents {

  private Contents() {}

  /** Bytes of the plain files by name; those whose name starts with a dot are left out. */
  static SortedMap<String, String> of(Path directory) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          contents.put(name, new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
    return contents;
  }

  /** Fails with the names of the files that differ. */
  public static void assertSame(
      SortedMap<String, String> expected, SortedMap<String, String> actual, String what) {
    SortedSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    names.removeIf(name -> Objects.equals(expected.get(name), actual.get(name)));
    assertEquals(Set.of(), names, () -> what + " differs");
  }

  static SortedSet<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}
