package io.segsnap.log;

import io.segsnap.io.Disk;
import io.segsnap.io.FaultyDisk;
import io.segsnap.oracle.SegsnapRecords;
import io.segsnap.oracle.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tests of the log do again and again. */
final class TestLog {

  static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(TestRecords.FIRST_TIMESTAMP), ZoneOffset.UTC);

  private TestLog() {}

  /** What is done to a log. */
  @FunctionalInterface
  interface Action {
    void run(Log log) throws IOException;
  }

  /** The file of that name, which the point must have. */
  static PointFile file(LogPoint point, String name) {
    return point.files().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Segments of about ten batches of {@link TestRecords#one}. */
  static LogOptions small() {
    return LogOptions.defaults().withSegmentBytes(1100).withIndexIntervalBytes(200);
  }

  static Log open(Path directory, LogOptions options, Disk disk) throws IOException {
    return Log.open(directory, options, disk, CLOCK);
  }

  /** Opens with locks that don't lock, so that dropping the log is like killing its process. */
  static Log openToKill(Path directory, LogOptions options) throws IOException {
    return open(directory, options, new FaultyDisk());
  }

  /** A closed log of {@code batches} batches of one record. */
  static Path closed(Path directory, LogOptions options, int batches) throws IOException {
    try (Log log = Log.open(directory, options)) {
      fill(log, batches);
    }
    return directory;
  }

  /** A closed log of one segment whose records were all deleted, though they are still in its file. */
  static Path closedAndEmptied(Path directory, int batches) throws IOException {
    try (Log log = Log.open(directory, LogOptions.defaults())) {
      fill(log, batches);
      log.deleteRecordsBefore(batches);
    }
    return directory;
  }

  /** A log of {@code batches} batches of one record whose writer was killed. */
  static Path killed(Path directory, LogOptions options, int batches) throws IOException {
    fill(openToKill(directory, options), batches);
    return directory;
  }

  static void fill(Log log, int batches) throws IOException {
    for (int i = 0; i < batches; i++) {
      log.append(TestRecords.one((int) log.logEndOffset()));
    }
  }

  static List<Long> offsets(Log log) throws IOException {
    return SegsnapRecords.of(log).stream().map(StoredRecord::offset).toList();
  }

  static List<Long> range(long from, long to) {
    List<Long> offsets = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      offsets.add(offset);
    }
    return offsets;
  }

  /** Names and contents of the regular files of a directory, but for the lock. */
  static Map<String, ByteBuffer> files(Path directory) throws IOException {
    Map<String, ByteBuffer> files = new TreeMap<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, Files::isRegularFile)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".")) {
          files.put(entry.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(entry)));
        }
      }
    }
    return files;
  }

  static Path file(Path directory, long baseOffset, String suffix) {
    return directory.resolve(String.format("%020d%s", baseOffset, suffix));
  }

  /** The last {@code .log} file. */
  static Path activeLog(Path directory) throws IOException {
    return files(directory).keySet().stream()
        .filter(name -> name.endsWith(".log"))
        .reduce((first, second) -> second)
        .map(directory::resolve)
        .orElseThrow();
  }

  static void flipBit(Path file, long position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) position] ^= 1;
    Files.write(file, bytes);
  }

  static void cut(Path file, long newLength) throws IOException {
    try (var channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.truncate(newLength);
    }
  }

  static void add(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, java.nio.file.StandardOpenOption.APPEND);
  }
}
