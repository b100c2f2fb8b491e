package io.segsnap.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.segsnap.format.OffsetCheckpoint;
import io.segsnap.io.DirectoryLock;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code log.dir} around a partition directory, with what the broker noted there about it. Where
 * the parent is no {@code log.dir}, there is nothing noted.
 */
final class KafkaRoot {

  private final Path root;
  private final String partition;

  KafkaRoot(Path partitionDirectory) {
    Path absolute = partitionDirectory.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    this.root = parent == null ? absolute : parent;
    this.partition = String.valueOf(absolute.getFileName());
  }

  /** Fails with {@link io.segsnap.LockedException} while a broker runs on this {@code log.dir}. */
  void requireNoBroker(Disk disk) throws IOException {
    if (isLogDir() && Files.exists(root.resolve(PartitionDirectory.LOCK))) {
      DirectoryLock lock = disk.lockForReading(root.resolve(PartitionDirectory.LOCK));
      lock.close();
    }
  }

  private boolean isLogDir() {
    return Files.exists(root.resolve("meta.properties"));
  }

  boolean isCleanlyShutDown() {
    return Files.exists(root.resolve(OffsetCheckpoint.CLEAN_SHUTDOWN));
  }

  /**
   * Takes the broker's mark of a clean shutdown away: it makes the broker trust every byte, which
   * it must not once somebody else has written.
   */
  void removeCleanShutdown(Disk disk) throws IOException {
    Path mark = root.resolve(OffsetCheckpoint.CLEAN_SHUTDOWN);
    if (Files.exists(mark)) {
      disk.delete(mark);
      disk.syncDirectory(root);
    }
  }

  OptionalLong recoveryPoint() throws IOException {
    return offset(OffsetCheckpoint.RECOVERY_POINT);
  }

  OptionalLong logStartOffset() throws IOException {
    return offset(OffsetCheckpoint.LOG_START);
  }

  private OptionalLong offset(String checkpoint) throws IOException {
    Optional<byte[]> content = SmallFile.read(root.resolve(checkpoint));
    return content.isPresent()
        ? OffsetCheckpoint.offsetOf(new String(content.get(), ISO_8859_1), partition)
        : OptionalLong.empty();
  }
}
