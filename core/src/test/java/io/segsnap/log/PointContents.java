package io.segsnap.log;

import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bytes of every file of a point. */
final class PointContents {

  private PointContents() {}

  static Map<String, ByteBuffer> of(LogPoint point) throws IOException {
    Map<String, ByteBuffer> contents = new LinkedHashMap<>();
    for (PointFile file : point.files()) {
      ByteBuffer content = ByteBuffer.allocate((int) file.lengthBytes());
      try (DiskFile open = file.open()) {
        open.readFully(content, 0);
      }
      contents.put(file.name(), content.flip());
    }
    return contents;
  }
}
