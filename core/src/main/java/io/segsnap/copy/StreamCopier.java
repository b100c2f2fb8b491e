package io.segsnap.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** {@link CopyStrategy#STREAM}. */
final class StreamCopier implements Copier {

  /** As {@link InputStream#transferTo} has it. */
  private static final int BUFFER_BYTES = 8 * 1024;

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return CopyStrategy.STREAM;
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    CRC32C crc = new CRC32C();
    try (InputStream in = new CheckedInputStream(
            new RangeInputStream(file.source(), position, lengthBytes), crc);
        OutputStream out = new RangeOutputStream(file.target(), position)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long at = position;
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        at += count;
        file.pace(count);
      }
      if (at < position + lengthBytes) {
        throw file.tooShort(at);
      }
    }
    return (int) crc.getValue();
  }
}
