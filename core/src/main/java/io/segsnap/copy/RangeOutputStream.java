package io.segsnap.copy;

import io.segsnap.io.DiskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream that writes a file from a position on; the file stays open when it is closed. Not thread safe. */
public final class RangeOutputStream extends OutputStream {

  private final DiskFile file;
  private long position;

  /**
   * A stream without a buffer.
   *
   * @param file to write
   * @param position of the first byte
   */
  public RangeOutputStream(DiskFile file, long position) {
    this.file = file;
    this.position = position;
  }

  /** {@return where the next byte goes} */
  public long position() {
    return position;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.write(ByteBuffer.wrap(bytes, offset, length), position);
    position += length;
  }
}
