package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.format.CompressionCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LogOptionsTest {

  private static final LogOptions DEFAULTS = LogOptions.defaults();

  private static void assertRefused(String problem, Executable options) {
    assertEquals(problem, assertThrows(IllegalArgumentException.class, options).getMessage());
  }

  @Test
  void aSegmentMayBeOfOneByteButNotOfNone() {
    assertEquals(1, DEFAULTS.withSegmentBytes(1).segmentBytes());
    assertRefused("segmentBytes must be positive", () -> DEFAULTS.withSegmentBytes(0));
  }

  @Test
  void everyBatchMayBeIndexedButNotMore() {
    assertEquals(0, DEFAULTS.withIndexIntervalBytes(0).indexIntervalBytes());
    assertRefused(
        "indexIntervalBytes must not be negative", () -> DEFAULTS.withIndexIntervalBytes(-1));
  }

  @Test
  void anIndexHoldsAnEntryAtLeast() {
    assertEquals(12, DEFAULTS.withMaxIndexBytes(12).maxIndexBytes());
    assertRefused("maxIndexBytes must hold an entry", () -> DEFAULTS.withMaxIndexBytes(11));
  }

  @Test
  void aLeaderEpochIsNotNegative() {
    assertEquals(0, DEFAULTS.withLeaderEpoch(0).leaderEpoch());
    assertRefused("leaderEpoch must not be negative", () -> DEFAULTS.withLeaderEpoch(-1));
  }

  @Test
  void aLogStartsWithinTheFormat() {
    String problem = "initialOffset must lie between 0 and 2^63 - 2^31";
    assertRefused(problem, () -> DEFAULTS.withInitialOffset(-1));
    assertRefused(problem, () -> DEFAULTS.withInitialOffset(LogOptions.MAX_BASE_OFFSET + 1));
  }

  @Test
  void batchesAreNotCompressedWithAnUnknownCodec() {
    assertRefused(
        "compression must be a known codec",
        () -> DEFAULTS.withCompression(CompressionCodec.UNKNOWN));
  }
}
