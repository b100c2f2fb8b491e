package io.segsnap.snapshot;

import io.segsnap.LockedException;
import io.segsnap.StorageException;
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
      return holdFolder(action);
    } finally {
      threads.unlock();
    }
  }

  private <T> T holdFolder(Action<T> action) throws IOException {
    boolean existed = folder.exists();
    DirectoryLock held = lockFolder(existed);
    try {
      return action.run();
    } catch (IOException | RuntimeException | Error e) {
      if (!existed) {
        Cleanup.after(e, this::removeEmptyFolder);
      }
      throw e;
    } finally {
      held.close();
    }
  }

  private DirectoryLock lockFolder(boolean existed) throws IOException {
    try {
      return lockFolder();
    } catch (LockedException e) {
      throw e; // the folder is in use, whoever made it
    } catch (IOException | RuntimeException | Error e) {
      if (!existed) {
        Cleanup.after(e, this::removeBareFolder);
      }
      throw e;
    }
  }

  private DirectoryLock lockFolder() throws IOException {
    while (true) {
      createDirectories(folder.path());
      try {
        return disk.lock(folder.lock());
      } catch (StorageException e) {
        if (folder.exists()) {
          throw e;
        }
        // Another process had made the folder, failed and removed it.
      }
    }
  }

  /** Runs an action in an existing folder unless someone else holds the lock; whether it ran. */
  boolean ifFree(VoidAction action) throws IOException {
    if (!threads.tryLock()) {
      return false;
    }
    try {
      DirectoryLock held = disk.lock(folder.lock());
      try {
        action.run();
      } finally {
        held.close();
      }
      return true;
    } catch (LockedException e) {
      return false;
    } finally {
      threads.unlock();
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
    try {
      disk.createDirectory(directory);
    } catch (StorageException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      return; // another process was faster
    }
    if (parent != null) {
      disk.syncDirectory(parent);
    }
  }

  private void removeBareFolder() throws IOException {
    if (folder.exists() && SnapshotFolder.namesIn(folder.path()).isEmpty()) {
      disk.delete(folder.path());
    }
  }

  /** Only the holder of the lock may do this: others would lock a file that is not there any more. */
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
