package io.segsnap.inspect;

import io.segsnap.format.FileKind;
import io.segsnap.io.DiskFile;
import io.segsnap.log.LogPoint;
import io.segsnap.log.PointFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a point by name. */
final class PointFiles {

  private final Map<String, PointFile> files = new HashMap<>();

  PointFiles(LogPoint point) {
    point.files().forEach(file -> files.put(file.name(), file));
  }

  DiskFile openLog(long baseOffset) throws IOException {
    PointFile log = files.get(FileKind.LOG.nameOf(baseOffset));
    if (log == null) {
      throw new IllegalStateException("a point without the log of a segment: " + baseOffset);
    }
    return log.open();
  }

  /** The whole content of a small file, if the point has it. */
  Optional<ByteBuffer> content(FileKind kind, long offset) throws IOException {
    PointFile found = files.get(kind.nameOf(offset));
    if (found == null) {
      return Optional.empty();
    }
    try (DiskFile file = found.open()) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(found.lengthBytes()));
      file.readFully(content, 0);
      return Optional.of(content.flip());
    }
  }
}
