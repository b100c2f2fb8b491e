package io.segsnap.format;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnappySizesTest {

  private static final String HEADER = "82534E4150505900" + "00000001" + "00000001";

  /** Behind other bytes, and before some that would go on any size. */
  private static void check(String hex) {
    byte[] data = HexFormat.of().parseHex(hex);
    ByteBuffer buffer = ByteBuffer.allocate(100 + data.length + 100);
    SnappySizes.check(buffer.position(100).put(data).limit(100 + data.length).position(100));
  }

  /** A block starts with the size of its content, of which a byte of the block stands for 22 at most. */
  @ParameterizedTest
  @ValueSource(strings = {"00", "2CFF", "00FFFFFF", "AC00FFFF"})
  void aSizeThatMayBeTrueIsBelieved(String block) {
    assertDoesNotThrow(() -> check(block));
    assertDoesNotThrow(() -> check(HEADER + String.format("%08X", block.length() / 2) + block));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0 bytes that says it holds 0",
    "80, 1 bytes that says it holds 0",
    "2DFF, 2 bytes that says it holds 45",
    "808080808000, 6 bytes that says it holds 0"
  })
  void aSizeThatCanNotBeTrueIsMalformed(String block, String problem) {
    assertMalformed(block, problem);
    assertMalformed(HEADER + String.format("%08X", block.length() / 2) + block, problem);
  }

  @ParameterizedTest
  @CsvSource({"FFFFFFFF, -1 bytes", "00000003, 3 bytes"})
  void aBlockThatWouldEndBehindTheEndIsMalformed(String size, String problem) {
    assertMalformed(HEADER + size + "2CFF", problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "000000"})
  void whatIsShorterThanTheSizeOfABlockIsLeftToTheLibrary(String rest) {
    assertDoesNotThrow(() -> check(HEADER + rest));
    assertDoesNotThrow(() -> check(HEADER + "00000002" + "2CFF" + rest));
  }

  private static void assertMalformed(String hex, String problem) {
    MalformedRecordException malformed =
        assertThrows(MalformedRecordException.class, () -> check(hex));
    assertEquals("snappy block of " + problem, malformed.getMessage());
  }
}
