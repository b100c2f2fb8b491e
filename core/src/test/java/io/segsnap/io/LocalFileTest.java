package io.segsnap.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that do a part of their work, and locks that can't be signed. */
class LocalFileTest {

  private static final int SIZE = 10_000;

  @TempDir
  Path folder;

  private final byte[] content = new byte[SIZE];

  LocalFileTest() {
    new Random(1).nextBytes(content);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static final class FullChannel extends StubChannel {

    FullChannel(FileChannel channel) {
      super(channel, SIZE);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, SIZE})
  void shouldGoOnWritingAndReadingWhereTheSystemDidAPart(int mostBytes) throws IOException {
    Path path = folder.resolve("file");
    try (LocalFile file = new LocalFile(path, new StubChannel(open(path), mostBytes))) {
      ByteBuffer source = ByteBuffer.wrap(content).position(10).limit(SIZE - 10);
      file.write(source, 3);
      assertTrue(!source.hasRemaining());
      ByteBuffer read = ByteBuffer.allocate(SIZE);
      assertEquals(SIZE - 20, file.readFully(read, 3));
      assertArrayEquals(
          Arrays.copyOfRange(content, 10, SIZE - 10), Arrays.copyOf(read.array(), SIZE - 20));
      assertEquals(SIZE - 17, Files.size(path));
    }
  }

  @Test
  void shouldFailToWriteOnAFullDisk() throws IOException {
    Path path = folder.resolve("file");
    try (LocalFile file = new LocalFile(path, new FullChannel(open(path)))) {
      StorageException e =
          assertThrows(StorageException.class, () -> file.write(ByteBuffer.wrap(content), 0));
      assertTrue(e.getMessage().startsWith("write " + path), e.getMessage());
    }
  }

  @Test
  void shouldLockOnAFullDisk() throws IOException {
    try (FileChannel channel = new FullChannel(open(folder.resolve(".lock")))) {
      LocalLock.noteOwner(channel);
      assertTrue(channel.isOpen());
    }
  }

  @Test
  void shouldNotHoldALockWhoseChannelAnInterruptClosed() throws IOException {
    try (FileChannel channel = open(folder.resolve(".lock"))) {
      Thread.currentThread().interrupt();
      assertThrows(IOException.class, () -> LocalLock.noteOwner(channel));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void shouldLeaveNothingOfALongerIdBehind() throws IOException {
    Path path = folder.resolve(".lock");
    Files.writeString(path, "12345678901234567890");
    try (FileChannel channel = open(path)) {
      LocalLock.noteOwner(channel);
    }
    assertEquals(Long.toString(ProcessHandle.current().pid()), Files.readString(path));
  }

  @Test
  void shouldGiveItsDescriptorBackWhenClosed() throws IOException {
    FileChannel channel = open(folder.resolve("file"));
    new LocalFile(folder.resolve("file"), channel).close();
    assertFalse(channel.isOpen());
  }
}
