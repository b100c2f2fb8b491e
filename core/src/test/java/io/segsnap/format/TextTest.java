package io.segsnap.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of header keys. */
class TextTest {

  private static void assertWrittenAsByTheLibrary(String text) {
    byte[] expected = text.getBytes(UTF_8);
    assertEquals(expected.length, Utf8.size(text));
    ByteBuffer written = ByteBuffer.allocate(expected.length);
    Utf8.write(written, text);
    assertEquals(ByteBuffer.wrap(expected), written.flip());
    assertEquals(new String(expected, UTF_8), Utf8.read(written, 0, expected.length));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x20AC, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F600,
        0x10FFFF
      })
  void everyCharacterHasItsBytes(int codePoint) {
    assertWrittenAsByTheLibrary("a" + Character.toString(codePoint) + "z");
  }

  @ParameterizedTest
  @ValueSource(chars = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
  void halfACharacterIsAQuestionMark(char surrogate) {
    assertWrittenAsByTheLibrary("a" + surrogate + "z");
    assertWrittenAsByTheLibrary("a" + surrogate);
  }
}
