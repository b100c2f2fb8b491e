package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.io.BufferPool;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentReaderTest {

  private static final int BATCHES = 9;

  @TempDir
  Path folder;

  /** A writer may have published more of the segment than there was when the reader asked. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 5, BATCHES, BATCHES + 1})
  void nothingIsReadFromTheEndOffsetOn(long endOffset) throws IOException {
    Path directory = TestLog.closed(folder.resolve("t-0"), LogOptions.defaults(), BATCHES);
    long size = Files.size(TestLog.activeLog(directory));
    Segment segment = new Segment(Disk.local(), directory, 0, size, null, new LogChecksums());
    List<Long> read = new ArrayList<>();
    var batches = new SegmentReader(new BufferPool(1 << 16)).read(segment, 0, endOffset, 1 << 16);
    if (batches.isPresent()) {
      while (batches.get().next()) {
        read.add(batches.get().batch().baseOffset());
      }
      batches.get().close();
    }
    segment.drop();
    assertEquals(TestLog.range(0, Math.min(endOffset, BATCHES)), read);
  }
}
