package io.segsnap.process;

import io.segsnap.LockedException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that takes a lock again and again, and removes the lock's file each time before it gives it back. What it
 * does under the lock fails if another process does the same.
 */
final class LockWorker {

  private LockWorker() {}

  /** Arguments: the lock's file, how often to try. */
  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    in.readLine();
    int held = 0;
    int together = 0;
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      try {
        DirectoryLock lock = Disk.local().lock(path);
        held++;
        together += isAlone(path.resolveSibling("alone")) ? 0 : 1;
        Files.delete(path);
        lock.close();
      } catch (LockedException e) {
        Thread.onSpinWait();
      }
    }
    System.out.println(held + " " + together);
    System.out.println("end");
  }

  private static boolean isAlone(Path mark) throws IOException {
    try {
      Files.createFile(mark);
      Files.delete(mark);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
