package io.segsnap.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * UTF-8 in buffers: encodes text without an intermediate array; lone surrogates become {@code ?}.
 */
final class Utf8 {

  private Utf8() {}

  static int size(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      int point = codePointAt(text, i);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (point >= 0x10000) {
        i++;
      }
    }
    return bytes;
  }

  static void write(ByteBuffer out, String text) {
    for (int i = 0; i < text.length(); i++) {
      int point = codePointAt(text, i);
      if (point < 0x80) {
        out.put((byte) point);
      } else if (point < 0x800) {
        out.put((byte) (0xC0 | point >> 6)).put(tail(point));
      } else if (point < 0x10000) {
        out.put((byte) (0xE0 | point >> 12)).put(tail(point >> 6)).put(tail(point));
      } else {
        out.put((byte) (0xF0 | point >> 18)).put(tail(point >> 12));
        out.put(tail(point >> 6)).put(tail(point));
        i++;
      }
    }
  }

  static String read(ByteBuffer in, int start, int size) {
    return UTF_8.decode(in.duplicate().limit(start + size).position(start)).toString();
  }

  private static int codePointAt(String text, int index) {
    int point = text.codePointAt(index);
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '?' : point;
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
