package io.segsnap.crash;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Directories and files as they are found after a crash. Paths are relative; parents sort before
 * what they hold. Files with the same number are one file with several names.
 */
record Tree(SortedSet<Path> directories, SortedMap<Path, StoredFile> files) {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record StoredFile(int number, byte[] content, FileTime modified) {}

  /** Reads what is below a root. */
  static Tree read(Path root) throws IOException {
    Tree tree = new Tree(new TreeSet<>(), new TreeMap<>());
    Map<Object, StoredFile> known = new HashMap<>();
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (!directory.equals(root)) {
          tree.directories.add(root.relativize(directory));
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        StoredFile stored = known.get(attributes.fileKey());
        if (stored == null) {
          stored =
              new StoredFile(known.size(), Files.readAllBytes(file), attributes.lastModifiedTime());
          known.put(attributes.fileKey(), stored);
        }
        tree.files.put(root.relativize(file), stored);
        return FileVisitResult.CONTINUE;
      }
    });
    return tree;
  }

  /** Makes the content of a root equal to this. */
  void write(Path root) throws IOException {
    clear(root);
    for (Path directory : directories) {
      Files.createDirectory(root.resolve(directory));
    }
    Map<Integer, Path> written = new HashMap<>();
    for (var entry : files.entrySet()) {
      Path path = root.resolve(entry.getKey());
      StoredFile file = entry.getValue();
      Path first = written.putIfAbsent(file.number, path);
      if (first == null) {
        Files.write(path, file.content);
        Files.setLastModifiedTime(path, file.modified);
      } else {
        Files.createLink(path, first);
      }
    }
  }

  private static void clear(Path root) throws IOException {
    if (!Files.exists(root)) {
      Files.createDirectory(root);
      return;
    }
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, IOException problem)
          throws IOException {
        if (!directory.equals(root)) {
          Files.delete(directory);
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }

  /** The same for trees that no program can tell apart. */
  String digest() {
    return digestWithoutTimesOf(Set.of());
  }

  /** The same for trees that only the modification times of files with these names tell apart. */
  String digestWithoutTimesOf(Set<String> names) {
    Digest digest = new Digest();
    directories.forEach(directory -> digest.add(directory + "/"));
    Map<Integer, Integer> numbers = new HashMap<>();
    files.forEach((path, file) -> {
      int number = numbers.computeIfAbsent(file.number, n -> numbers.size());
      Object time = names.contains(path.getFileName().toString()) ? "" : file.modified;
      digest.add(path + " " + number + " " + time + " " + file.content.length);
      digest.add(file.content);
    });
    return digest.toString();
  }

  /**
   * Two checksums, whose polynomials share no factor. 64 bits are enough for the millions of trees of
   * a run, and a processor sums them far faster than it computes a secure digest.
   */
  private static final class Digest {

    private final List<Checksum> sums = List.of(new CRC32(), new CRC32C());

    void add(String text) {
      add(text.getBytes(StandardCharsets.UTF_8));
      add(new byte[1]);
    }

    void add(byte[] bytes) {
      sums.forEach(sum -> sum.update(bytes));
    }

    @Override
    public String toString() {
      return sums.stream().map(sum -> Long.toHexString(sum.getValue())).collect(joining("-"));
    }
  }
}
