package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.inspect.LogCheck;
import io.segsnap.io.Disk;
import io.segsnap.io.FaultyDisk;
import io.segsnap.oracle.KafkaOracle;
import io.segsnap.oracle.LogContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker was killed while it put the second and third segment, made one by compaction, in place. */
class SwapsTest {

  private static final int BATCHES = 60;

  @TempDir
  Path folder;

  private Path directory;
  private LogContents whole;
  private List<SegmentInfo> segments;

  @BeforeEach
  void interruptACompaction() throws IOException {
    directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), BATCHES);
    Files.delete(directory.resolve(LogCheckpoint.FILE_NAME));
    whole = KafkaOracle.open(directory, folder, false);
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      segments = point.segments();
    }
    assertTrue(segments.size() > 4);
    ByteArrayOutputStream merged = new ByteArrayOutputStream();
    merged.write(Files.readAllBytes(FileKind.LOG.in(directory, base(1))));
    merged.write(Files.readAllBytes(FileKind.LOG.in(directory, base(2))));
    Files.write(swap(FileKind.LOG), merged.toByteArray());
  }

  private long base(int segment) {
    return segments.get(segment).baseOffset();
  }

  private Path swap(FileKind kind) {
    return directory.resolve(kind.nameOf(base(1)) + ".swap");
  }

  private Map<String, ByteBuffer> pointFiles() throws IOException {
    try (DirectoryPoint point = DirectoryPoint.open(directory, Disk.local())) {
      assertEquals(List.of(), LogCheck.run(point, Disk.local(), bytes -> {}));
      return new TreeMap<>(PointContents.of(point));
    }
  }

  /** The point, a log opened for writing, and Kafka all see one segment instead of two. */
  private void assertCompleted() throws IOException {
    ByteBuffer swapped = ByteBuffer.wrap(Files.readAllBytes(swap(FileKind.LOG)));
    Map<String, ByteBuffer> before = TestLog.files(directory);
    Map<String, ByteBuffer> files = pointFiles();
    assertEquals(swapped, files.get(FileKind.LOG.nameOf(base(1))));
    assertTrue(!files.containsKey(FileKind.LOG.nameOf(base(2))));
    assertEquals(before, TestLog.files(directory));
    assertEquals(whole.records(), KafkaOracle.open(directory, folder, false).records());
    try (Log log = Log.open(directory, TestLog.small())) {
      assertEquals(segments.size() - 1, log.segments().size());
      assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
    }
    assertTrue(TestLog.files(directory).keySet().stream().noneMatch(n -> n.endsWith(".swap")));
    assertEquals(whole.records(), KafkaOracle.open(directory, folder, false).records());
    assertEquals(whole.records(), KafkaOracle.open(directory, folder, true).records());
  }

  @Test
  void itsOutputTakesThePlaceOfTheSegmentsItWasMadeFrom() throws IOException {
    assertCompleted();
  }

  @Test
  void itsIndexesTakeTheirPlacesToo() throws IOException {
    Path aside = folder.resolve("u-0");
    Files.createDirectory(aside);
    Files.copy(swap(FileKind.LOG), FileKind.LOG.in(aside, base(1)));
    Log.open(aside, TestLog.small()).close();
    for (FileKind kind : List.of(FileKind.OFFSET_INDEX, FileKind.TIME_INDEX)) {
      Files.copy(kind.in(aside, base(1)), swap(kind));
    }
    Files.createFile(folder.resolve(".kafka_cleanshutdown"));
    Files.writeString(
        folder.resolve("recovery-point-offset-checkpoint"), "0\n1\nt 0 " + BATCHES + "\n");
    Map<String, ByteBuffer> files = pointFiles();
    assertEquals(
        ByteBuffer.wrap(Files.readAllBytes(swap(FileKind.OFFSET_INDEX))),
        files.get(FileKind.OFFSET_INDEX.nameOf(base(1))));
    assertCompleted();
  }

  @Test
  void itIsCompletedAfterTheOriginalsWereDeleted() throws IOException {
    for (int segment : new int[] {1, 2}) {
      for (FileKind kind : List.of(FileKind.LOG, FileKind.OFFSET_INDEX, FileKind.TIME_INDEX)) {
        Files.delete(kind.in(directory, base(segment)));
      }
    }
    assertCompleted();
  }

  @Test
  void outputAtOrAboveAnUncleanedFileDoesNotCount() throws IOException {
    Map<String, ByteBuffer> files = pointFiles();
    Files.write(directory.resolve(FileKind.LOG.nameOf(base(1)) + ".cleaned"), new byte[5]);
    Map<String, ByteBuffer> without = pointFiles();
    assertTrue(without.containsKey(FileKind.LOG.nameOf(base(2))));
    assertTrue(!files.containsKey(FileKind.LOG.nameOf(base(2))));
    try (Log log = Log.open(directory, TestLog.small())) {
      assertEquals(segments.size(), log.segments().size());
      assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
    }
    assertTrue(TestLog.files(directory).keySet().stream().noneMatch(n -> n.endsWith(".swap")));
  }

  @Test
  @Tag("exhaustive")
  void aCrashAtAnyCallOfItsCompletionLeavesTheSameLog() throws IOException {
    Path kept = folder.resolve("kept");
    KafkaOracle.copy(directory, kept);
    boolean done = false;
    for (int call = 0; !done; call++) {
      Path again = folder.resolve("again-" + call).resolve("t-0");
      KafkaOracle.copy(kept, again);
      done = survives(again, new FaultyDisk().dieAt(call));
      assertEquals(whole.records(), KafkaOracle.open(again, folder, false).records(), "" + call);
      try (Log log = Log.open(again, TestLog.small())) {
        assertEquals(TestLog.range(0, BATCHES), TestLog.offsets(log));
      }
    }
  }

  private static boolean survives(Path directory, Disk disk) throws IOException {
    try {
      TestLog.open(directory, TestLog.small(), disk).close();
      return true;
    } catch (StorageException e) {
      return false;
    }
  }
}
