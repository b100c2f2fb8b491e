package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.io.RangeChecksums;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
