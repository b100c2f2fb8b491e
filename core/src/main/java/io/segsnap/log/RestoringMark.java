package io.segsnap.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.segsnap.InvalidRequestException;
import io.segsnap.io.AtomicFile;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code segsnap-restoring}, which holds the id of a snapshot: it tells that the directory is
 * being made equal to that snapshot and is no log until this is done.
 */
public final class RestoringMark {

  public static final String FILE_NAME = "segsnap-restoring";

  private RestoringMark() {}

  /**
   * Keeps segsnap's writers out of an existing partition directory.
   *
   * @throws io.segsnap.LockedException if one of them, or a running broker, has it
   */
  public static DirectoryLock lock(Disk disk, Path directory) throws IOException {
    new KafkaRoot(directory).requireNoBroker(disk);
    return disk.lock(directory.resolve(PartitionDirectory.LOCK));
  }

  /** Sets the mark durably; a broker will check the directory's content when it starts. */
  public static void set(Disk disk, Path directory, String snapshotId) throws IOException {
    AtomicFile.write(disk, directory.resolve(FILE_NAME), snapshotId.getBytes(US_ASCII));
    new KafkaRoot(directory).removeCleanShutdown(disk);
  }

  /** Removes the mark durably: the directory is a log again. */
  public static void remove(Disk disk, Path directory) throws IOException {
    disk.delete(directory.resolve(FILE_NAME));
    disk.syncDirectory(directory);
  }

  /**
   * @throws InvalidRequestException if the directory has the mark
   */
  static void requireNone(Path directory) throws IOException {
    Path mark = directory.resolve(FILE_NAME);
    if (Files.exists(mark)) {
      String id =
          SmallFile.read(mark).map(content -> new String(content, US_ASCII)).orElse("?");
      throw new InvalidRequestException(
          "open",
          directory,
          "a differential restore of " + id + " was not finished",
          "run it again, which completes it");
    }
  }
}
