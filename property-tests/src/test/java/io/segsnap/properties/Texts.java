package io.segsnap.properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segsnap.format.RecordCursor;

/** Values of records as text. */
final class Texts {

  private Texts() {}

  static String value(RecordCursor cursor) {
    byte[] bytes = new byte[cursor.valueSize()];
    cursor.buffer().get(cursor.valueStart(), bytes);
    return new String(bytes, UTF_8);
  }
}
