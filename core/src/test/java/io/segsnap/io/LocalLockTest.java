package io.segsnap.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segsnap.LockedException;
import io.segsnap.testing.Jvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLockTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

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

  /** Holds a lock until its input ends. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (DirectoryLock lock = Disk.local().lock(Path.of(args[0]))) {
        System.out.println("locked");
        System.out.println(System.in.read() + " " + lock);
      }
    }
  }

  /** Another process that holds a lock until this is closed. */
  private record Holding(Process process) implements AutoCloseable {

    static Holding of(Path path) throws IOException {
      Process process = new ProcessBuilder(Jvm.command(List.of(), Holder.class, path.toString()))
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      assertEquals("locked", process.inputReader().readLine());
      return new Holding(process);
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      try {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void assertRefused(Path path, String owner) {
    for (boolean shared : new boolean[] {false, true}) {
      LockedException refused =
          assertThrows(LockedException.class, () -> LocalLock.acquire(path, shared));
      assertTrue(refused.getMessage().contains("process " + owner), refused.getMessage());
    }
  }

  @Test
  void namesTheProcessThatHoldsItIfThatRuns() throws Exception {
    Path path = folder.resolve(".lock");
    try (Holding holder = Holding.of(path)) {
      assertRefused(path, "" + holder.process().pid());
      for (String text : List.of("", "x", "999999999999", "1234567890123456789")) {
        Files.writeString(path, text);
        assertRefused(path, "of unknown id");
      }
    }
    Disk.local().lock(path).close();
  }

  /** As Linux tells it. */
  private static long openDescriptors(Path path) throws IOException {
    Path real = path.toRealPath();
    long count = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        count += isOf(real, descriptor) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isOf(Path path, Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).equals(path);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void keepsNoDescriptorWhereItIsRefused() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS));
    Path path = folder.resolve(".lock");
    try (Holding holder = Holding.of(path)) {
      assertRefused(path, "" + holder.process().pid());
      assertEquals(0, openDescriptors(path));
    }
    try (DirectoryLock lock = Disk.local().lock(path)) {
      assertEquals(1, openDescriptors(path), "" + lock);
    }
  }
}
