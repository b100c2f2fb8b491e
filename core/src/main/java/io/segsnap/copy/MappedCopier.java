package io.segsnap.copy;

import io.segsnap.StorageException;
import io.segsnap.io.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * {@link CopyStrategy#MAPPED}. The checksum is computed over the target's memory, whose pages exist by then: a
 * fault in the midst of a bulk copy is an error that can be caught, one in a checksum might not be.
 */
final class MappedCopier implements Copier {

  private static final int WINDOW_BYTES = 1 << 20;

  @Override
  public CopyStrategy captureOf(CopySource source) {
    return CopyStrategy.MAPPED;
  }

  @Override
  public int copyRange(FileCopy file, long position, int lengthBytes) throws IOException {
    CRC32C crc = new CRC32C();
    long end = position + lengthBytes;
    for (long at = position; at < end; at += WINDOW_BYTES) {
      int count = (int) Math.min(WINDOW_BYTES, end - at);
      if (file.source().size() < at + count) {
        throw file.tooShort(file.source().size());
      }
      try {
        copyWindow(file, at, count, crc);
      } catch (InternalError e) {
        throw fault(file, at + count, e);
      }
      file.pace(count);
    }
    return (int) crc.getValue();
  }

  private static void copyWindow(FileCopy file, long position, int count, CRC32C crc)
      throws IOException {
    try (Mapping source = file.source().map(position, count, false);
        Mapping target = file.target().map(position, count, true)) {
      ByteBuffer copied = target.buffer();
      copied.put(source.buffer());
      crc.update(copied.flip());
    }
  }

  private static IOException fault(FileCopy file, long end, InternalError fault)
      throws IOException {
    long size = file.source().size();
    if (size < end) {
      return file.tooShort(size);
    }
    IOException cause = new IOException("No space left, or an I/O error, in mapped memory", fault);
    return new StorageException("write", file.target().path(), cause);
  }
}
