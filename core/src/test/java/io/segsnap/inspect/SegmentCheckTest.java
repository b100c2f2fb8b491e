package io.segsnap.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.io.Disk;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentCheckTest {

  private static final int FILES = 4;

  @TempDir
  private Path folder;

  private TestSegment segment;

  @BeforeEach
  void createSegment() throws IOException {
    segment = new TestSegment(folder, 1000)
        .batch(1, 2)
        .transactional(7, 3)
        .abort(7)
        .transactions(7, 1002, 1003);
  }

  @Test
  void shouldTellTheBytesOfTheBatches() throws IOException {
    assertEquals(List.of(), segment.check());
    assertEquals(segment.sizeBytes(), segment.progress());
  }

  @Test
  void shouldFindAnOffsetOfTheNextSegment() throws IOException {
    assertEquals(
        segment.only(FileKind.LOG, -1, "offsets below 1003", "offset 1003"),
        segment.check(Disk.local(), 1003));
  }

  @Test
  void shouldAcceptOffsetsUpToTheNextSegment() throws IOException {
    assertEquals(List.of(), segment.check(Disk.local(), 1004));
  }

  @Test
  void shouldAskForNoIndexThatIsNotInUse() throws IOException {
    for (FileKind index : List.of(FileKind.OFFSET_INDEX, FileKind.TIME_INDEX, FileKind.TXN_INDEX)) {
      Files.delete(segment.file(index));
    }
    assertEquals(List.of(), segment.checkWithoutIndexes());
  }

  @Test
  void shouldCloseItsFiles() throws IOException {
    ScriptedDisk disk = new ScriptedDisk();
    segment.check(disk, segment.nextOffset());
    assertEquals(FILES, disk.mostOpenFiles());
    assertEquals(0, disk.openFiles());
  }

  @ParameterizedTest
  @EnumSource(value = FileKind.class, names = "PRODUCER_SNAPSHOT", mode = EnumSource.Mode.EXCLUDE)
  void shouldCloseItsFilesWhereOneCanNotBeOpenedOrRead(FileKind kind) {
    for (String call : List.of("openForRead ", "read ")) {
      ScriptedDisk disk = new ScriptedDisk().failingOn(call + segment.file(kind).getFileName());
      assertThrows(StorageException.class, () -> segment.check(disk, segment.nextOffset()));
      assertEquals(0, disk.openFiles());
    }
  }
}
