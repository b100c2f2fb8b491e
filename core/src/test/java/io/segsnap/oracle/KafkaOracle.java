package io.segsnap.oracle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What Kafka's loader makes of a partition directory. It works on a copy, because Kafka writes to a
 * directory that it opens.
 */
public final class KafkaOracle {

  private KafkaOracle() {}

  /**
   * Opens a copy of the directory.
   *
   * @param scratch an existing directory to put the copy into
   * @param clean whether Kafka is to trust the files as after a clean shutdown; otherwise it checks
   *     every batch and cuts what is damaged
   */
  public static LogContents open(Path directory, Path scratch, boolean clean) throws IOException {
    return open(directory, scratch, clean, 0);
  }

  /** {@link #open(Path, Path, boolean)} where the broker's checkpoint says where the log starts. */
  public static LogContents open(Path directory, Path scratch, boolean clean, long logStartOffset)
      throws IOException {
    Path copy = Files.createTempDirectory(scratch, "oracle").resolve("topic-0");
    copy(directory, copy);
    try (KafkaLog log = KafkaLog.open(copy, KafkaSettings.defaults(), clean, logStartOffset)) {
      return log.contents();
    }
  }

  /**
   * Opens a copy of the directory and holds what Kafka finds by its indexes against a scan.
   *
   * @param step 1 to ask for every offset and timestamp, 2 for each second one, …
   * @return how many questions were asked
   */
  public static long checkReads(Path directory, Path scratch, long logStartOffset, int step)
      throws IOException {
    Path copy = Files.createTempDirectory(scratch, "oracle").resolve("topic-0");
    copy(directory, copy);
    try (KafkaLog log = KafkaLog.open(copy, KafkaSettings.defaults(), true, logStartOffset)) {
      return KafkaReads.check(log, step);
    }
  }

  /** Copies the regular files of a directory. */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, Files::isRegularFile)) {
      for (Path file : files) {
        Files.copy(
            file, to.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
