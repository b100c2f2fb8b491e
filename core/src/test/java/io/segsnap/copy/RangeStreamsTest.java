package io.segsnap.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.io.Disk;
import io.segsnap.io.DiskFile;
import io.segsnap.io.MemoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeStreamsTest {

  @TempDir
  Path folder;

  @Test
  void aRangeIsReadByteByByte() throws IOException {
    byte[] content = {9, 0, (byte) 0xFF, 0x7F, 9};
    try (RangeInputStream in =
        new RangeInputStream(new MemoryFile(folder, ByteBuffer.wrap(content)), 1, 3)) {
      assertEquals(0, in.read());
      assertEquals(0xFF, in.read());
      assertEquals(0x7F, in.read());
      assertEquals(-1, in.read());
    }
  }

  @Test
  void whatIsWrittenGoesBehindWhatWas() throws IOException {
    Path path = folder.resolve("file");
    try (DiskFile file = Disk.local().create(path);
        RangeOutputStream out = new RangeOutputStream(file, 2)) {
      out.write(0xFF);
      assertEquals(3, out.position());
      out.write(new byte[] {1, 2, 3, 4}, 1, 2);
      assertEquals(5, out.position());
    }
    assertArrayEquals(new byte[] {0, 0, (byte) 0xFF, 2, 3}, Files.readAllBytes(path));
  }
}
