package io.segsnap.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
    MessageDigest digest = sha256();
    directories.forEach(directory -> update(digest, directory + "/"));
    Map<Integer, Integer> numbers = new HashMap<>();
    files.forEach((path, file) -> {
      int number = numbers.computeIfAbsent(file.number, n -> numbers.size());
      Object time = names.contains(path.getFileName().toString()) ? "" : file.modified;
      update(digest, path + " " + number + " " + time + " " + file.content.length);
      digest.update(file.content);
    });
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
