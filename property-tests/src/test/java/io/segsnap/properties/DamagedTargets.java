package io.segsnap.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What may have happened to a partition directory, one thing at a time. */
enum DamagedTargets {
  FLIPPED,
  TRUNCATED,
  EMPTIED,
  LONGER,
  MISSING,
  EXTRA_SEGMENT,
  RENAMED,
  JUNK,
  STAGED_LEFTOVER,
  HIDDEN,
  OTHER_DIRECTORY,
  TOUCHED,
  SHARED_AND_FLIPPED,
  SHARED;

  /**
   * Does it.
   *
   * @param outside a folder where files get their second names
   */
  void apply(Path directory, Path outside, int pick) throws IOException {
    List<Path> files = files(directory);
    if (files.isEmpty()) {
      return;
    }
    Path file = files.get(pick % files.size());
    switch (this) {
      case FLIPPED -> flip(file, pick);
      case TRUNCATED -> cut(file, Files.size(file) / 2);
      case EMPTIED -> cut(file, 0);
      case LONGER -> Files.write(file, new byte[1 + pick % 5_000], StandardOpenOption.APPEND);
      case MISSING -> Files.delete(file);
      case EXTRA_SEGMENT -> {
        String name = String.format("%020d.log", 1_000_000 + pick);
        Files.write(directory.resolve(name), Files.readAllBytes(file));
      }
      case RENAMED -> Files.move(file, directory.resolve(file.getFileName() + ".deleted" + pick));
      case JUNK -> Files.writeString(directory.resolve("notes" + pick + ".txt"), "junk");
      case STAGED_LEFTOVER ->
        Files.writeString(directory.resolve(file.getFileName() + ".tmp"), "x");
      case HIDDEN -> Files.writeString(directory.resolve(".hidden" + pick), "mine");
      case OTHER_DIRECTORY -> Files.createDirectories(directory.resolve("directory" + pick));
      case TOUCHED -> Files.setLastModifiedTime(file, FileTime.fromMillis(pick));
      case SHARED -> share(file, outside);
      case SHARED_AND_FLIPPED -> {
        share(file, outside);
        flip(file, pick);
      }
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches("\\d{20}\\.\\w+"))
          .sorted()
          .toList();
    }
  }

  private static void share(Path file, Path outside) throws IOException {
    Path other = outside.resolve(file.getFileName());
    if (!Files.exists(other)) {
      Files.createLink(other, file);
    }
  }

  private static void flip(Path file, int pick) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 0) {
      bytes[pick % bytes.length] ^= 0x40;
      Files.write(file, bytes);
    }
  }

  private static void cut(Path file, long size) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) size));
  }
}
