package io.segsnap.properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segsnap.format.RecordCursor;
import java.nio.ByteBuffer;

/** Values of records as text. */
final class Texts {

  private Texts() {}

  static String of(ByteBuffer value) {
    return UTF_8.decode(value.duplicate()).toString();
  }

  static String value(RecordCursor cursor) {
    byte[] bytes = new byte[cursor.valueSize()];
    cursor.buffer().get(cursor.valueStart(), bytes);
    return new String(bytes, UTF_8);
  }
}
