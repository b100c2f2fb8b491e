package io.segsnap.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segsnap.crash.Scratch;
import io.segsnap.format.FileKind;
import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Names of files, a line each; one that ends in a slash is a directory. */
class NamesFuzzTest extends FuzzTarget {

  private static final int FIXED_BYTES = 4 << 20;
  private static final int BYTES_FOR_EACH = 512;
  private static final int MAX_NAMES = 64;

  @FuzzTest
  void areSortedOrRefused(byte[] data) throws IOException {
    count();
    List<String> names =
        new String(data, UTF_8).lines().distinct().limit(MAX_NAMES).toList();
    for (String name : names) {
      check(name);
    }
    Path directory = Files.createDirectory(scratch().resolve("orders-0"));
    try {
      make(names, directory);
      bounded(FIXED_BYTES + (long) BYTES_FOR_EACH * data.length, () -> list(directory));
    } finally {
      Scratch.remove(directory);
    }
  }

  private static void check(String name) {
    long offset = FileKind.offsetOf(name);
    assertTrue(offset >= -1);
    for (FileKind kind : FileKind.values()) {
      assertEquals(offset >= 0 && name.equals(kind.nameOf(offset)), kind.matches(name));
    }
    OffsetCheckpoint.offsetOf("0\n1\norders 0 7\n", name);
  }

  private static void make(List<String> names, Path directory) {
    for (String name : names) {
      boolean isDirectory = name.endsWith("/");
      String plain = isDirectory ? name.substring(0, name.length() - 1) : name;
      if (plain.isEmpty() || plain.contains("/") || plain.equals(".") || plain.equals("..")) {
        continue;
      }
      try {
        Path path = directory.resolve(plain);
        if (isDirectory) {
          Files.createDirectory(path);
        } else {
          Files.createFile(path);
        }
      } catch (IOException | InvalidPathException e) {
        // too long, or there already
      }
    }
  }

  private static void list(Path directory) throws IOException {
    PartitionDirectory listing = PartitionDirectory.list(directory);
    listing.orphans();
    attempt(listing::requireLogOrNothing);
    listing.requireSegments();
    long previous = -1;
    for (long base : listing.baseOffsets()) {
      assertTrue(base > previous);
      previous = base;
    }
  }
}
