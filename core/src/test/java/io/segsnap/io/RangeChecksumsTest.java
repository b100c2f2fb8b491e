package io.segsnap.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeChecksumsTest {

  private static final int RANGE = RangeChecksums.RANGE_BYTES;

  private static RangeChecksums computed(byte[] bytes, int step) {
    RangeChecksummer checksummer = new RangeChecksummer();
    for (int at = 0; at < bytes.length; at += step) {
      checksummer.add(ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)));
    }
    return checksummer.checksums();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, RANGE - 1, RANGE, RANGE + 1, 2 * RANGE, 2 * RANGE + 77})
  void shouldNotDependOnHowTheBytesArrive(int length) {
    byte[] bytes = bytes(length);
    assertEquals(computed(bytes, length), computed(bytes, 65_521));
  }

  @Test
  void shouldHaveOneCrcForEachRange() {
    byte[] bytes = bytes(RANGE + 10);
    CRC32C first = new CRC32C();
    first.update(bytes, 0, RANGE);
    CRC32C last = new CRC32C();
    last.update(bytes, RANGE, 10);
    int[] crcs = {(int) first.getValue(), (int) last.getValue()};
    assertEquals(RangeChecksums.of(bytes.length, crcs), computed(bytes, 1 << 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 21, 61, 1000, 16_384, 1 << 20, RANGE - 40})
  void shouldJoinChecksumsThatWereComputedOverPartsAlready(int part) {
    byte[] bytes = bytes(2 * RANGE - 1);
    RangeChecksummer checksummer = new RangeChecksummer();
    CRC32C crc = new CRC32C();
    boolean isKnown = false;
    for (int at = 0, count; at < bytes.length; at += count) {
      count = Math.min(Math.min(part, checksummer.leftInRange()), bytes.length - at);
      isKnown = !isKnown;
      if (isKnown) {
        crc.reset();
        crc.update(bytes, at, count);
        checksummer.add((int) crc.getValue(), count);
      } else {
        checksummer.add(ByteBuffer.wrap(bytes, at, count));
      }
    }
    assertEquals(computed(bytes, RANGE), checksummer.checksums());
  }

  /** What is remembered of a length must not serve for another one. */
  @Test
  void shouldJoinPartsOfManyDifferentLengths() {
    byte[] bytes = bytes(200_000);
    RangeChecksummer joined = new RangeChecksummer();
    int at = 0;
    for (int part = 1; at < bytes.length; part = part * 7 % 1009 + 1) {
      int count = Math.min(part, bytes.length - at);
      CRC32C crc = new CRC32C();
      crc.update(bytes, at, count);
      joined.add((int) crc.getValue(), count);
      at += count;
    }
    assertEquals(computed(bytes, RANGE), joined.checksums());
  }

  @Test
  void shouldRefuseAKnownChecksumThatCrossesRanges() {
    RangeChecksummer checksummer = new RangeChecksummer();
    checksummer.add(1, RANGE - 1);
    assertThrows(IllegalArgumentException.class, () -> checksummer.add(2, 2));
    assertThrows(IllegalArgumentException.class, () -> checksummer.add(2, 0));
  }

  @Test
  void shouldReadWhatItWrote() {
    for (int length : new int[] {0, 5, RANGE, 2 * RANGE + 1}) {
      RangeChecksums checksums = computed(bytes(length), RANGE);
      assertEquals(Optional.of(checksums), RangeChecksums.parse(length, checksums.toHex()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123456", "012345678", "0123456g", "0123456G", "ABCDEF01", "+1234567"})
  void shouldRefuseTextThatIsNoChecksumOfOneRange(String hex) {
    assertEquals(Optional.empty(), RangeChecksums.parse(100, hex));
  }

  @Test
  void shouldNameTheFirstRangeThatDiffers() {
    RangeChecksums expected = RangeChecksums.of(2 * RANGE + 7, new int[] {1, 2, 3});
    RangeChecksums actual = RangeChecksums.of(2 * RANGE + 7, new int[] {1, 5, 9});
    RangeChecksums.Difference difference = expected.firstDifference(actual).orElseThrow();
    assertEquals(new RangeChecksums.Difference(RANGE, RANGE, 2, 5), difference);
    assertEquals("CRC-32C 0x00000002 over 4194304 bytes", difference.expectedText());
    assertEquals("0x00000005", difference.actualText());
    assertEquals(7, expected.compare(2, 4).orElseThrow().lengthBytes());
    assertEquals(Optional.empty(), expected.firstDifference(expected));
  }

  @Test
  void shouldNameTheLastRangeIfOnlyThatDiffers() {
    RangeChecksums expected = RangeChecksums.of(2 * RANGE + 5L, new int[] {1, 2, 3});
    RangeChecksums actual = RangeChecksums.of(2 * RANGE + 5L, new int[] {1, 2, 4});
    RangeChecksums.Difference difference = expected.firstDifference(actual).orElseThrow();
    assertEquals(2L * RANGE, difference.position());
    assertEquals(5, difference.lengthBytes());
  }

  @Test
  void shouldDifferWhereLengthOrChecksumDiffers() {
    RangeChecksums checksums = RangeChecksums.of(10, new int[] {1});
    assertNotEquals(checksums, RangeChecksums.of(11, new int[] {1}));
    assertNotEquals(checksums, RangeChecksums.of(10, new int[] {2}));
  }

  @Test
  void shouldRefuseANumberOfChecksumsThatDoesNotFitTheLength() {
    assertThrows(IllegalArgumentException.class, () -> RangeChecksums.of(10, new int[2]));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 1L << 60, 1L << 54})
  void shouldRefuseDigitsForALengthThatNoFileHas(long lengthBytes) {
    assertEquals(Optional.empty(), RangeChecksums.parse(lengthBytes, "00000001"));
    assertEquals(Optional.empty(), RangeChecksums.parse(lengthBytes, ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, RANGE - 1, RANGE, RANGE + 1, 2 * RANGE, 2 * RANGE + 77})
  void shouldGoOnBehindWhatIsKnown(int known) {
    byte[] bytes = bytes(2 * RANGE + 100);
    RangeChecksums first = computed(Arrays.copyOf(bytes, known), RANGE);
    RangeChecksummer checksummer = new RangeChecksummer(first);
    assertEquals(first, checksummer.checksums());
    checksummer.add(ByteBuffer.wrap(bytes, known, bytes.length - known));
    assertEquals(RangeChecksums.of(ByteBuffer.wrap(bytes)), checksummer.checksums());
  }
}
