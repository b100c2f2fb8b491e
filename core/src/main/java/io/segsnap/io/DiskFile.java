package io.segsnap.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An open file with positional reads and writes; there is no current position to share. Positions
 * and lengths are in bytes. Safe for use by several threads on disjoint ranges.
 */
public interface DiskFile extends Closeable {

  /** The path the file was opened by; it may have been renamed since. */
  Path path();

  long size() throws IOException;

  /** Reads at most {@code target.remaining()} bytes; returns how many, or -1 at the end. */
  int read(ByteBuffer target, long position) throws IOException;

  /** Writes all remaining bytes of {@code source} at {@code position}. */
  void write(ByteBuffer source, long position) throws IOException;

  /**
   * Copies bytes to {@code target} inside the kernel where the platform can.
   *
   * @return how many bytes were copied, possibly fewer than {@code count}, 0 at the end
   */
  long transferTo(long position, long count, DiskFile target, long targetPosition)
      throws IOException;

  /**
   * Makes a range of the file accessible as memory, for system calls to read from. Java code that
   * reads it is killed by a signal if the file becomes shorter.
   */
  default Mapping map(long position, int count) throws IOException {
    return new HeapMapping(this, position, count);
  }

  void truncate(long size) throws IOException;

  /** Makes content and length durable. */
  void sync() throws IOException;

  /**
   * Fills {@code target} from {@code position} on, as far as the file reaches.
   *
   * @return the number of bytes read, less than {@code target.remaining()} only at the end
   */
  default int readFully(ByteBuffer target, long position) throws IOException {
    int total = 0;
    while (target.hasRemaining()) {
      int count = read(target, position + total);
      if (count < 0) {
        break;
      }
      total += count;
    }
    return total;
  }
}
