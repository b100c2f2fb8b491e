package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentFilesTest {

  private static final int RANGE_BYTES = 4 << 20;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "50,2", "100,4"})
  void shouldChangeOneByteInAPartOfTheRanges(int percent, int expected) throws Exception {
    Path first = Files.write(folder.resolve("0.log"), new byte[3 * RANGE_BYTES]);
    Path second = Files.write(folder.resolve("1.log"), new byte[1000]);

    SegmentFiles.change(folder, percent);

    assertEquals(expected, changed(first) + changed(second));
  }

  private static int changed(Path file) throws Exception {
    int count = 0;
    for (byte value : Files.readAllBytes(file)) {
      count += value == 0 ? 0 : 1;
    }
    return count;
  }

  @Test
  void shouldSumAllBytes() throws Exception {
    Files.write(folder.resolve("0.log"), new byte[] {1});
    Files.write(folder.resolve("1.log"), new byte[] {2});
    long before = SegmentFiles.crc(folder);
    Files.write(folder.resolve("1.log"), new byte[] {3});

    assertNotEquals(before, SegmentFiles.crc(folder));
  }
}
