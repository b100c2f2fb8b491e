package io.segsnap.benchmarks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameBytesTest {

  private static final int SIZE_BYTES = 3_000_000;

  @TempDir
  private Path folder;

  private Path log;
  private Path copy;

  @BeforeEach
  void writeTwice() throws Exception {
    log = Files.createDirectory(folder.resolve("log"));
    copy = Files.createDirectory(folder.resolve("copy"));
    Files.write(log.resolve("0.log"), new byte[SIZE_BYTES]);
    Files.write(copy.resolve("0.log"), new byte[SIZE_BYTES]);
  }

  @Test
  void shouldAcceptEqualSegments() throws Exception {
    new SameBytes().require(log, copy);
  }

  @Test
  void shouldNameTheFirstByteThatDiffers() throws Exception {
    byte[] wrong = new byte[SIZE_BYTES];
    wrong[2_500_000] = 1;
    Files.write(copy.resolve("0.log"), wrong);

    requireRefused("position 2500000");
  }

  @Test
  void shouldRefuseAShorterCopy() throws Exception {
    Files.write(copy.resolve("0.log"), new byte[SIZE_BYTES - 1]);

    requireRefused("position 2999999");
  }

  @Test
  void shouldRefuseAMissingSegment() throws Exception {
    Files.delete(copy.resolve("0.log"));

    requireRefused("lacks segments");
  }

  private void requireRefused(String reason) {
    var e = assertThrows(BenchmarkException.class, () -> new SameBytes().require(log, copy));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e::getMessage);
  }
}
