package io.segsnap.benchmarks.gate.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The reference that both workers run in every block: a copy that touches no class of core. It must
 * never change, or the history of its times means nothing.
 */
final class FrozenCopy implements Operation {

  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path source;
  private final Path target;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final CRC32C crc = new CRC32C();

  FrozenCopy(Path source, Path target) {
    this.source = source;
    this.target = target;
  }

  @Override
  public void run() throws IOException {
    crc.reset();
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (in.read(buffer.clear()) >= 0) {
        crc.update(buffer.flip());
        buffer.rewind();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
    }
  }

  @Override
  public void describe(Content content) {
    content.add(Long.toHexString(crc.getValue()));
  }

  @Override
  public void clear() throws IOException {
    Files.deleteIfExists(target);
  }
}
