package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.format.FileKind;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the names of a compaction's output mean; the second and third segment of a log became one. */
class SwapNamesTest {

  @TempDir
  Path folder;

  private Path directory;
  private List<Long> bases;

  @BeforeEach
  void interruptACompaction() throws IOException {
    directory = TestLog.closed(folder.resolve("t-0"), TestLog.small(), 40);
    bases = PartitionDirectory.list(directory).baseOffsets();
    Files.copy(FileKind.LOG.in(directory, base(1)), swap(FileKind.LOG));
    TestLog.add(swap(FileKind.LOG), Files.readAllBytes(FileKind.LOG.in(directory, base(2))));
  }

  private long base(int segment) {
    return bases.get(segment);
  }

  private Path swap(FileKind kind) {
    return directory.resolve(kind.nameOf(base(1)) + ".swap");
  }

  private Swaps swaps(List<String> swapped, List<String> others) throws IOException {
    return Swaps.of(directory, swapped, others);
  }

  /** Without its {@code .log} file there is nothing that an index belongs to. */
  @Test
  void onlyFilesOfSegmentsAreSwapped() throws IOException {
    String index = FileKind.OFFSET_INDEX.nameOf(7);
    String times = FileKind.TIME_INDEX.nameOf(7);
    String transactions = FileKind.TXN_INDEX.nameOf(7);
    String producers = FileKind.PRODUCER_SNAPSHOT.nameOf(7) + ".swap";
    Swaps swaps = swaps(
        List.of(index + ".swap", times + ".swap", transactions + ".swap", producers, "x.swap"),
        List.of());
    assertEquals(
        Map.of(
            index, index + ".swap", times, times + ".swap", transactions, transactions + ".swap"),
        swaps.names());
    assertEquals(List.of(producers, "x.swap"), swaps.discarded());
  }

  @Test
  void theFilesOfSegmentsFromItsBaseToItsEndAreSuperseded() throws IOException {
    List<String> others = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (long offset : new long[] {base(1) - 1, base(1), base(2), base(3) - 1, base(3)}) {
      for (FileKind kind : FileKind.values()) {
        others.add(kind.nameOf(offset));
        if (offset >= base(1) && offset < base(3) && kind != FileKind.PRODUCER_SNAPSHOT) {
          expected.add(kind.nameOf(offset));
        }
      }
    }
    String swap = swap(FileKind.LOG).getFileName().toString();
    assertEquals(expected, swaps(List.of(swap), others).superseded());
  }

  @Test
  void onlyAnUncleanedFileWithAnOffsetMakesOutputNotCount() throws IOException {
    List<String> swap = List.of(swap(FileKind.LOG).getFileName().toString());
    assertEquals(List.of(), swaps(swap, List.of("x.cleaned")).discarded());
    String above = FileKind.LOG.nameOf(base(1) + 1) + ".cleaned";
    assertEquals(List.of(), swaps(swap, List.of(above)).discarded());
    String first = FileKind.LOG.nameOf(0) + ".cleaned";
    assertEquals(swap, swaps(swap, List.of(first)).discarded());
  }

  /** Kafka, too, takes an index for one of the segment only once the segment has its name. */
  @Test
  void whatIsSupersededIsGoneForGoodBeforeTheOutputGetsItsNameTheLogFirst() throws IOException {
    for (FileKind kind : List.of(FileKind.OFFSET_INDEX, FileKind.TIME_INDEX)) {
      Files.copy(kind.in(directory, base(1)), swap(kind));
    }
    Swaps swaps = PartitionDirectory.list(directory).swaps();
    ScriptedDisk disk = new ScriptedDisk();
    swaps.complete(disk, directory);
    List<String> expected = new ArrayList<>();
    swaps.superseded().forEach(name -> expected.add("delete " + name));
    expected.add("syncDirectory t-0");
    for (FileKind kind : List.of(FileKind.LOG, FileKind.OFFSET_INDEX, FileKind.TIME_INDEX)) {
      String name = kind.nameOf(base(1));
      expected.add("rename " + name + ".swap " + name);
    }
    expected.add("syncDirectory t-0");
    assertEquals(6, swaps.superseded().size());
    assertEquals(expected, disk.calls());
  }
}
