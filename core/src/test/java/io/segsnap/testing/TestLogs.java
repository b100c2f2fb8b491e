package io.segsnap.testing;

import io.segsnap.format.SimpleRecord;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small logs to take snapshots of, and what their directories hold. */
public final class TestLogs {

  /** Segments of 16 KiB. */
  public static final LogOptions OPTIONS = LogOptions.defaults().withSegmentBytes(16 * 1024);

  private static final String VALUE = "v".repeat(1000);
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private TestLogs() {}

  /** Makes a closed log of that many records, about 15 to a segment. */
  public static Path create(Path directory, int records) throws IOException {
    try (Log log = Log.open(directory, OPTIONS)) {
      append(log, records);
    }
    return directory;
  }

  /** Appends records, a batch each. */
  public static void append(Log log, int records) throws IOException {
    append(log, records, VALUE);
  }

  /** Appends records, a batch each, whose values start with a text. */
  public static void append(Log log, int records, String value) throws IOException {
    for (int i = 0; i < records; i++) {
      long offset = log.logEndOffset();
      log.append(
          List.of(SimpleRecord.of(FIRST_TIMESTAMP + offset, "key-" + offset, value + offset)));
    }
  }

  /** The content of all plain files of a directory by name, those whose name starts with a dot left out. */
  public static SortedMap<String, String> contents(Path directory) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  /** The {@code .log} files of a directory by name. */
  public static SortedMap<String, String> logContents(Path directory) throws IOException {
    SortedMap<String, String> contents = contents(directory);
    contents.keySet().removeIf(name -> !name.endsWith(".log"));
    return contents;
  }

  /** Names of all that a directory holds. */
  public static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /** Changes one byte in the middle of a file, and keeps the file's times. */
  public static void flip(Path file) throws IOException {
    var modified = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, modified);
  }
}
