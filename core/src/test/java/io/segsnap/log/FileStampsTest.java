package io.segsnap.log;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.LockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampsTest {

  private static final FileTime TIME = FileTime.fromMillis(1_234_567_000);

  @TempDir
  Path folder;

  private Path one;
  private Path two;

  @BeforeEach
  void write() throws IOException {
    one = Files.write(folder.resolve("one"), new byte[10]);
    two = Files.write(folder.resolve("two"), new byte[10]);
    Files.setLastModifiedTime(one, TIME);
    Files.setLastModifiedTime(two, TIME);
  }

  private void assertSeen(Closing.Step change, Path changed) throws IOException {
    FileStamps stamps = FileStamps.of(folder);
    change.run();
    var seen = assertThrows(LockedException.class, stamps::requireSame);
    assertTrue(seen.getMessage().contains(changed.toString()), seen.getMessage());
  }

  @Test
  void nothingIsSeenWhereNothingChanged() throws IOException {
    FileStamps.of(folder).requireSame();
  }

  @Test
  void aFileThatGrewIsSeen() throws IOException {
    assertSeen(
        () -> {
          TestLog.add(one, new byte[1]);
          Files.setLastModifiedTime(one, TIME);
        },
        one);
  }

  @Test
  void aFileThatWasWrittenIsSeen() throws IOException {
    assertSeen(() -> Files.setLastModifiedTime(two, FileTime.fromMillis(1_234_568_000)), two);
  }

  @Test
  void aFileThatWasReplacedIsSeen() throws IOException {
    Path other = folder.resolveSibling(folder.getFileName() + "-other");
    Files.write(other, new byte[10]);
    Files.setLastModifiedTime(other, TIME);
    assertSeen(
        () -> Files.move(other, one, java.nio.file.StandardCopyOption.REPLACE_EXISTING), one);
  }

  @Test
  void aNewFileIsSeen() throws IOException {
    assertSeen(() -> Files.createFile(folder.resolve("three")), folder.resolve("three"));
  }

  @Test
  void aMissingFileIsSeen() throws IOException {
    assertSeen(() -> Files.delete(one), one);
  }

  @Test
  void foldersAndLinksToNothingDoNotCount() throws IOException {
    FileStamps stamps = FileStamps.of(folder);
    Files.createDirectory(folder.resolve("snapshots"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));
    stamps.requireSame();
  }
}
