package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.StorageException;
import io.segsnap.format.FileKind;
import io.segsnap.io.DiskFile;
import io.segsnap.io.ForwardingFile;
import io.segsnap.io.MemoryFile;
import io.segsnap.testing.ScriptedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixCopyTest {

  private static final byte[] CONTENT = "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII);

  @TempDir
  Path folder;

  private final ScriptedDisk disk = new ScriptedDisk();
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = Files.writeString(FileKind.LOG.in(folder, 0), "old");
  }

  private void replace(DiskFile source, int bytes) throws IOException {
    PrefixCopy.replace(disk, folder, 0, source, bytes);
  }

  private static DiskFile source() {
    return new MemoryFile(Path.of("source"), ByteBuffer.wrap(CONTENT));
  }

  @Test
  void theCopyIsOnDiskBeforeItGetsTheName() throws IOException {
    replace(source(), 7);
    assertArrayEquals(Arrays.copyOf(CONTENT, 7), Files.readAllBytes(log));
    String name = log.getFileName().toString();
    assertEquals(
        List.of(
            "create " + name + ".cleaned",
            "write " + name + ".cleaned",
            "sync " + name + ".cleaned",
            "rename " + name + ".cleaned " + name),
        disk.calls());
  }

  @Test
  void theOldFileStaysAsItIsUnderItsOtherNames() throws IOException {
    Path link = Files.createLink(folder.resolve("link"), log);
    replace(source(), 7);
    assertEquals("old", Files.readString(link));
  }

  @Test
  void thePrefixEndsWhereItShouldHoweverLittleIsCopiedAtOnce() throws IOException {
    DiskFile slow = new ForwardingFile(source()) {
      @Override
      public long transferTo(long position, long count, DiskFile target, long targetPosition)
          throws IOException {
        return super.transferTo(position, Math.min(count, 3), target, targetPosition);
      }
    };
    replace(slow, 7);
    assertArrayEquals(Arrays.copyOf(CONTENT, 7), Files.readAllBytes(log));
  }

  @Test
  void anEmptyPrefixIsAnEmptyFile() throws IOException {
    replace(source(), 0);
    assertEquals(0, Files.size(log));
  }

  @Test
  void aSourceThatIsShorterIsReportedAndReplacesNothing() throws IOException {
    var failure = assertThrows(StorageException.class, () -> replace(source(), CONTENT.length + 1));
    assertTrue(failure.getMessage().contains("position " + CONTENT.length), failure.getMessage());
    assertEquals("old", Files.readString(log));
  }

  @Test
  void whatAnEarlierCopyLeftIsReplaced() throws IOException {
    Files.write(log.resolveSibling(log.getFileName() + ".cleaned"), new byte[100]);
    replace(source(), 7);
    assertArrayEquals(Arrays.copyOf(CONTENT, 7), Files.readAllBytes(log));
  }

  @Test
  void aFileIsSharedWhileItHasAnotherName() throws IOException {
    assertFalse(PrefixCopy.isShared(folder, 0));
    Files.createLink(folder.resolve("link"), log);
    assertTrue(PrefixCopy.isShared(folder, 0));
    Files.delete(folder.resolve("link"));
    assertFalse(PrefixCopy.isShared(folder, 0));
  }

  @Test
  void aFileOfWhichNobodyKnowsIsTakenForShared() throws IOException {
    try (var zip = FileSystems.newFileSystem(folder.resolve("zip"), Map.of("create", "true"))) {
      Files.createFile(FileKind.LOG.in(zip.getPath("/"), 0));
      assertTrue(PrefixCopy.isShared(zip.getPath("/"), 0));
    }
  }
}
