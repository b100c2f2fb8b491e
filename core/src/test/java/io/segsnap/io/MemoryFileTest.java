package io.segsnap.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryFileTest {

  @TempDir
  Path folder;

  private final MemoryFile file = new MemoryFile(
      Path.of("memory"), ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}).position(1).limit(4));

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 2", "2, 1", "3, -1", "4, -1"})
  void itIsReadAsFarAsItReaches(long position, int expected) {
    ByteBuffer target = ByteBuffer.allocate(10);
    assertEquals(expected, file.read(target, position));
    assertEquals(Math.max(0, expected), target.position());
    if (expected > 0) {
      assertEquals(position + 1, target.get(0));
    }
  }

  @Test
  void noMoreIsReadThanThereIsRoomFor() {
    assertEquals(2, file.read(ByteBuffer.allocate(2), 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 2", "0, 3, 3", "1, 9, 2", "3, 9, 0", "7, 9, 0"})
  void itIsTransferredAsFarAsItReaches(long position, long count, long expected)
      throws IOException {
    Path path = folder.resolve("target");
    try (DiskFile target = Disk.local().create(path)) {
      assertEquals(expected, file.transferTo(position, count, target, 0));
    }
    assertEquals(expected, Files.size(path));
  }

  @Test
  void itIsMappedAsFarAsItReaches() throws IOException {
    assertEquals(ByteBuffer.wrap(new byte[] {2, 3}), file.map(1, 2).buffer());
    StorageException e = assertThrows(StorageException.class, () -> file.map(1, 9));
    assertTrue(e.getMessage().contains("ends at 3"), e.getMessage());
  }
}
