package io.segsnap.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segsnap.UnsupportedStrategyException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is asked of the disk is asked of the operating system. */
class LocalDiskTest {

  @TempDir
  Path folder;

  private WatchedFileSystem system;

  @BeforeEach
  void watch() {
    system = new WatchedFileSystem();
  }

  private Path watched(String name) {
    return system.path(folder.resolve(name));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  @Test
  void aSyncOfAFileForcesItsContentAndItsMetadata() throws IOException {
    try (DiskFile file = Disk.local().create(watched("file"))) {
      file.write(bytes("content"), 0);
      assertEquals(List.of(), system.calls());
      file.sync();
    }
    assertEquals(List.of("force file with metadata"), system.calls());
  }

  @Test
  void aSyncOfADirectoryForcesIt() throws IOException {
    Files.createDirectory(folder.resolve("directory"));
    Disk.local().syncDirectory(watched("directory"));
    assertEquals(List.of("force directory with metadata"), system.calls());
  }

  @Test
  void aRenameIsAtomic() throws IOException {
    Files.writeString(folder.resolve("from"), "content");
    Files.writeString(folder.resolve("to"), "other");
    Disk.local().rename(watched("from"), watched("to"));
    assertEquals(List.of("move from to to [ATOMIC_MOVE]"), system.calls());
    assertEquals("content", Files.readString(folder.resolve("to")));
  }

  @Test
  void aWriteGoesOnUntilAllIsWritten() throws IOException {
    system.writeAtMost(3);
    try (DiskFile file = Disk.local().create(watched("file"))) {
      file.write(bytes("0123456789"), 0);
      file.write(bytes("abcdefg"), 10);
    }
    assertEquals("0123456789abcdefg", Files.readString(folder.resolve("file")));
  }

  @Test
  void aTransferWritesAtThePositionThatWasGiven() throws IOException {
    Files.writeString(folder.resolve("source"), "0123456789");
    try (DiskFile source = Disk.local().openForRead(folder.resolve("source"));
        DiskFile target = Disk.local().create(folder.resolve("target"))) {
      target.write(bytes("..........".repeat(2)), 0);
      assertEquals(4, source.transferTo(2, 4, target, 7));
      assertEquals(2, source.transferTo(8, 2, target, 1));
    }
    assertEquals(".89....2345.........", Files.readString(folder.resolve("target")));
  }

  @Test
  void clonesAreWorthATryWhereTheFileSystemIsOfAKindThatHasThem() throws IOException {
    String type = Files.getFileStore(folder).type();
    assertEquals(type, Reflink.typeOf(folder));
    boolean mayWork = Set.of("xfs", "btrfs", "bcachefs", "ocfs2", "zfs").contains(type);
    assertEquals(mayWork, Reflink.mayWorkIn(folder));
    assertEquals(
        mayWork && Reflink.isAvailable(), Disk.local().mayClone(folder, folder.resolve(".")));
  }

  @Test
  void linksAreWorthATryWithinAFileSystemOnly() throws IOException {
    assertTrue(Disk.local().mayLink(folder, folder.resolve(".")));
    Path elsewhere = Path.of("/proc");
    assumeTrue(Files.isDirectory(elsewhere), "no other file system is known here");
    assertFalse(Disk.local().mayLink(folder, elsewhere));
  }

  @Test
  void aDiskThatSaysNothingOfClonesHasNone() throws IOException {
    Disk disk = (Disk) Proxy.newProxyInstance(
        Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, InvocationHandler::invokeDefault);
    assertFalse(disk.mayClone(folder, folder));
    assertThrows(
        UnsupportedStrategyException.class,
        () -> disk.cloneFile(folder.resolve("clone"), folder.resolve("file")));
  }

  @Test
  void aMappingIsGoneOnceItIsClosed() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.exists(maps), "nothing tells what is mapped");
    Path path = Files.writeString(folder.resolve("mapped"), "0123456789");
    try (DiskFile file = Disk.local().openForRead(path)) {
      Mapping mapping = file.map(0, 10);
      assertTrue(Files.readString(maps).contains(path.toString()));
      mapping.close();
      assertFalse(Files.readString(maps).contains(path.toString()));
    }
  }
}
