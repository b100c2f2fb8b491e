package io.segsnap.copy;

import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A stream over a range of a file that stays open when the stream is closed. Not thread safe. */
public final class RangeInputStream extends InputStream {

  private final DiskFile file;
  private final long end;
  private long position;

  /**
   * A stream that ends with the range, or earlier with the file.
   *
   * @param file to read
   * @param position of the first byte
   * @param lengthBytes length of the range
   */
  public RangeInputStream(DiskFile file, long position, long lengthBytes) {
    this.file = file;
    this.position = position;
    this.end = position + lengthBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    int wanted = (int) Math.min(length, end - position);
    int count = wanted == 0 ? -1 : file.read(ByteBuffer.wrap(bytes, offset, wanted), position);
    position += Math.max(count, 0);
    return count;
  }
}
