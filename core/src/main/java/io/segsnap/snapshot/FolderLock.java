package io.segsnap.snapshot;

import io.segsnap.LockedException;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes writers of a snapshot folder exclude each other: threads of one manager wait, others are
 * refused.
 */
final class FolderLock {

  private final Disk disk;
  private final SnapshotFolder folder;
  private final ReentrantLock threads = new ReentrantLock();

  /** What is done under the lock. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /** What is done under the lock and yields nothing. */
  @FunctionalInterface
  interface VoidAction {
    void run() throws IOException;
  }

  FolderLock(Disk disk, SnapshotFolder folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** Runs an action under the lock, creating the folder if needed. */
  <T> T hold(Action<T> action) throws IOException {
    try {
      threads.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("lock " + folder.lock() + ": cancelled by an interrupt");
    }
    try {
      boolean existed = folder.exists();
      try {
        createDirectories(folder.path());
        return runLocked(action);
      } catch (IOException | RuntimeException | Error e) {
        if (!existed) {
          Cleanup.after(e, this::removeEmptyFolder);
        }
        throw e;
      }
    } finally {
      threads.unlock();
    }
  }

  /** Runs an action in an existing folder unless someone else holds the lock; whether it ran. */
  boolean ifFree(VoidAction action) throws IOException {
    if (!threads.tryLock()) {
      return false;
    }
    try {
      runLocked(() -> {
        action.run();
        return true;
      });
      return true;
    } catch (LockedException e) {
      return false;
    } finally {
      threads.unlock();
    }
  }

  private <T> T runLocked(Action<T> action) throws IOException {
    DirectoryLock held = disk.lock(folder.lock());
    try {
      return action.run();
    } finally {
      held.close();
    }
  }

  private void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    disk.createDirectory(directory);
    if (parent != null) {
      disk.syncDirectory(parent);
    }
  }

  private void removeEmptyFolder() throws IOException {
    if (folder.exists() && folder.ids().isEmpty() && folder.leftovers().isEmpty()) {
      for (Path file : List.of(folder.catalog(), folder.lock())) {
        if (Files.exists(file)) {
          disk.delete(file);
        }
      }
      disk.delete(folder.path());
    }
  }
}
