package io.segsnap.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checksums as text, and set against each other. */
class RangeChecksumsTextTest {

  private static final int RANGE = RangeChecksums.RANGE_BYTES;

  private static RangeChecksums of(int... crcs) {
    return RangeChecksums.of((long) crcs.length * RANGE, crcs);
  }

  @Test
  void everyDigitIsReadAsItIsWritten() {
    String hex = "01234567" + "89abcdef" + "ffffffff" + "00000000";
    RangeChecksums checksums = RangeChecksums.parse(4L * RANGE, hex).orElseThrow();
    assertEquals(of(0x01234567, 0x89abcdef, -1, 0), checksums);
    assertEquals(hex, checksums.toHex());
    assertEquals(4L * RANGE, checksums.lengthBytes());
    assertEquals(4, checksums.count());
    assertEquals(0x89abcdef, checksums.crc(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B", "F", "G", "g", "/", ":", "@", "`", " ", "\uff10", "\u0660"})
  void nothingElseIsADigit(String other) {
    assertEquals(Optional.empty(), RangeChecksums.parse(1, "0000000" + other));
    assertEquals(Optional.empty(), RangeChecksums.parse(1, other + "0000000"));
  }

  @Test
  void theFirstDifferenceIsThatOfTheFirstRangeThatBothHave() {
    assertEquals(0, of(1, 2).firstDifference(of(9, 9)).orElseThrow().position());
    assertEquals(RANGE, of(1, 2).firstDifference(of(1, 9, 9)).orElseThrow().position());
    assertEquals(Optional.empty(), of(1, 2).firstDifference(of(1, 2)));
    assertEquals(Optional.empty(), of(1, 2).firstDifference(of(1)));
    assertEquals(Optional.empty(), of(1).firstDifference(of(1, 2)));
  }

  @Test
  void equalOnesHaveEqualHashes() {
    assertEquals(of(1, 2).hashCode(), of(1, 2).hashCode());
    assertNotEquals(of(1, 2).hashCode(), of(1, 3).hashCode());
    assertEquals("8388608 bytes 0000000100000002", of(1, 2).toString());
  }
}
