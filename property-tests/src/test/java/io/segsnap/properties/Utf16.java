package io.segsnap.properties;

import java.nio.charset.StandardCharsets;

/** Which texts UTF-8 can hold. */
final class Utf16 {

  private Utf16() {}

  static boolean isValid(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
