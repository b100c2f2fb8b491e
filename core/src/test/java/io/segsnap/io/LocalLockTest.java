package io.segsnap.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.segsnap.LockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLockTest {

  @TempDir
  Path folder;

  @Test
  void holdsTheProcessIdOfItsOwner() throws IOException {
    Path path = folder.resolve(".lock");
    DirectoryLock lock = Disk.local().lock(path);
    assertEquals("" + ProcessHandle.current().pid(), Files.readString(path));
    assertThrows(LockedException.class, () -> Disk.local().lock(path));
    lock.close();
    Disk.local().lock(path).close();
  }

  @Test
  void leavesTheEmptyFileOfABrokerEmpty() throws IOException {
    Path path = Files.createFile(folder.resolve(".lock"));
    Disk.local().lock(path).close();
    assertEquals(0, Files.size(path));
  }
}
