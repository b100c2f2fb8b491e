package io.segsnap.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** {@link CopyStrategy#STREAM}. */
final class StreamCopier implements Copier {

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
      long copied = in.transferTo(out);
      if (copied < lengthBytes) {
        throw file.tooShort(position + copied);
      }
    }
    return (int) crc.getValue();
  }
}
