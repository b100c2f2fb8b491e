package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.RangeChecksums;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogChecksumsTest {

  private static final int RECORDS = 50;

  @TempDir
  Path folder;

  /** Of all sealed files by name. */
  private static Map<String, Optional<RangeChecksums>> known(LogPoint point) {
    Map<String, Optional<RangeChecksums>> known = new TreeMap<>();
    point.files().stream()
        .filter(PointFile::isSealed)
        .forEach(file -> known.put(file.name(), file.checksums()));
    return known;
  }

  private static Map<String, Optional<RangeChecksums>> ofBytes(Path directory, LogPoint point)
      throws IOException {
    Map<String, Optional<RangeChecksums>> sums = new TreeMap<>();
    for (String name : known(point).keySet()) {
      byte[] content = Files.readAllBytes(directory.resolve(name));
      sums.put(name, Optional.of(RangeChecksums.of(ByteBuffer.wrap(content))));
    }
    return sums;
  }

  private void assertAllKnown(Log log) throws IOException {
    try (LogPoint point = log.point()) {
      assertEquals(ofBytes(log.directory(), point), known(point));
    }
  }

  @Test
  void shouldKnowWhatWasWrittenSinceTheLogIsOpen() throws IOException {
    try (Log log = Log.open(folder.resolve("t-0"), TestLogs.OPTIONS)) {
      TestLogs.append(log, RECORDS);
      assertAllKnown(log);
    }
  }

  @Test
  void shouldGoOnWithWhatWasKnownWhenTheLogWasClosed() throws IOException {
    Path directory = TestLogs.create(folder.resolve("t-0"), RECORDS);
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(ofBytes(directory, point), known(point));
    }
    try (Log log = Log.open(directory, TestLogs.OPTIONS)) {
      TestLogs.append(log, RECORDS);
      assertAllKnown(log);
    }
  }

  @Test
  void shouldKnowWhatWasCheckedAfterACrashOrATruncation() throws IOException {
    Path directory = TestLogs.create(folder.resolve("t-0"), RECORDS);
    Files.delete(directory.resolve(LogChecksums.FILE_NAME));
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    try (Log log = Log.open(directory, TestLogs.OPTIONS)) {
      log.truncateTo(40);
      TestLogs.append(log, RECORDS);
      try (LogPoint point = log.point()) {
        Map<String, Optional<RangeChecksums>> expected = ofBytes(directory, point);
        Map<String, Optional<RangeChecksums>> known = known(point);
        // nobody read the producer snapshots that were there before
        known.forEach((name, sums) -> assertTrue(
            sums.equals(expected.get(name))
                || (sums.isEmpty() && FileKind.PRODUCER_SNAPSHOT.matches(name)),
            name));
      }
    }
  }

  @Test
  void shouldForgetFilesThatSomebodyElseChanged() throws IOException {
    Path directory = TestLogs.create(folder.resolve("t-0"), RECORDS);
    Path changed = FileKind.OFFSET_INDEX.in(directory, 15);
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_234_567_890_000L));
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      Map<String, Optional<RangeChecksums>> expected = ofBytes(directory, point);
      expected.put(changed.getFileName().toString(), Optional.empty());
      assertEquals(expected, known(point));
    }
  }

  @Test
  void shouldDoWithoutAFileThatIsDamaged() throws IOException {
    Path directory = TestLogs.create(folder.resolve("t-0"), RECORDS);
    Path file = directory.resolve(LogChecksums.FILE_NAME);
    byte[] content = Files.readAllBytes(file);
    for (int at = 0; at < content.length; at += 7) {
      byte[] damaged = content.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
        known(point).values().forEach(sums -> assertEquals(Optional.empty(), sums));
      }
    }
  }

  @Test
  void shouldKnowTheIndexesThatWereRebuiltAfterACrash() throws IOException {
    Path directory = TestLogs.create(folder.resolve("t-0"), RECORDS);
    Files.delete(directory.resolve(LogChecksums.FILE_NAME));
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    Log.open(directory, TestLogs.OPTIONS).close();
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      var expected = ofBytes(directory, point);
      var known = known(point);
      expected.keySet().removeIf(FileKind.PRODUCER_SNAPSHOT::matches);
      known.keySet().removeIf(FileKind.PRODUCER_SNAPSHOT::matches);
      assertEquals(expected, known);
    }
  }

  /** A file of 5 bytes, an empty one and one of 4 MiB, and a file of checksums with these lines. */
  private void write(String... lines) throws IOException {
    writeFile("small", 5);
    writeFile("empty", 0);
    writeFile("full", RangeChecksums.RANGE_BYTES);
    String text = "segsnap-checksums 1\n" + String.join("", lines);
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(
        folder.resolve(LogChecksums.FILE_NAME), text + String.format("crc %08x\n", crc.getValue()));
  }

  private void writeFile(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    try (DiskFile sparse = Disk.local().create(file)) {
      if (bytes > 0) {
        sparse.write(ByteBuffer.allocate(1), bytes - 1);
      }
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(7));
  }

  private Optional<String> known(String name) throws IOException {
    return LogChecksums.read(folder)
        .of(name, SmallFile.attributes(folder.resolve(name)).orElseThrow())
        .map(RangeChecksums::toHex);
  }

  @Test
  void shouldKnowWhatItsLinesSay() throws IOException {
    write("small 5 7000000 0123abcd\n", "empty 0 7000000 \n", "full 4194304 7000000 00000001\n");
    assertEquals(Optional.of("0123abcd"), known("small"));
    assertEquals(Optional.of(""), known("empty"));
    assertEquals(Optional.of("00000001"), known("full"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "small 6 7000000 0123abcd\n",
        "small 5 7000001 0123abcd\n",
        "other 5 7000000 0123abcd\n"
      })
  void shouldSayNothingOfOtherFiles(String line) throws IOException {
    write(line);
    assertEquals(Optional.empty(), known("small"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other 5 7000000\n",
        "other 5 7000000 0123abcd 1\n",
        "other x 7000000 0123abcd\n",
        "other 5 x 0123abcd\n",
        "other -5 7000000 0123abcd\n",
        "other 5 7000000 0123abcx\n",
        "other 5 7000000 0123abcd0123abcd\n",
        "other 4194305 7000000 0123abcd\n",
        "\n",
        "other 5 7000000 "
      })
  void shouldSayNothingWhereALineIsNone(String line) throws IOException {
    write("small 5 7000000 0123abcd\n", line);
    assertEquals(Optional.empty(), known("small"));
  }

  @Test
  void shouldSayNothingWithoutLines() throws IOException {
    write();
    assertEquals(Optional.empty(), known("small"));
    Files.writeString(folder.resolve(LogChecksums.FILE_NAME), "");
    assertEquals(Optional.empty(), known("small"));
  }

  @Test
  void shouldKnowTheLastSegmentOfAKilledLogOnceItIsSealed() throws IOException {
    Path directory = TestLogs.create(folder.resolve("t-0"), RECORDS);
    Files.delete(directory.resolve(LogChecksums.FILE_NAME));
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    try (Log log = Log.open(directory, TestLogs.OPTIONS)) {
      long last = log.segments().get(log.segments().size() - 1).baseOffset();
      log.roll();
      try (LogPoint point = log.point()) {
        String name = FileKind.LOG.nameOf(last);
        assertEquals(ofBytes(directory, point).get(name), known(point).get(name));
      }
    }
  }
}
