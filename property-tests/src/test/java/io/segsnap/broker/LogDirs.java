package io.segsnap.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.oracle.KafkaOracle;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Restores what a broker has in its {@code log.dir} to another one. */
final class LogDirs {

  private static final String LOG_STARTS = "log-start-offset-checkpoint";
  private static final String CLEANED = "cleaner-offset-checkpoint";
  private static final List<String> AS_THEY_ARE =
      List.of("meta.properties", "bootstrap.checkpoint", CLEANED);
  private static final String METADATA = "__cluster_metadata-0";

  private LogDirs() {}

  /** All partitions by way of snapshots; what else a {@code log.dir} needs as it is. */
  static void restore(Path before, Path after, Path snapshots) throws IOException {
    Files.createDirectory(after);
    for (String name : AS_THEY_ARE) {
      if (Files.exists(before.resolve(name))) {
        Files.copy(before.resolve(name), after.resolve(name));
      }
    }
    KafkaOracle.copy(before.resolve(METADATA), after.resolve(METADATA));
    StringBuilder starts = new StringBuilder();
    List<Path> partitions = partitions(before);
    for (Path partition : partitions) {
      String name = partition.getFileName().toString();
      RestoreReport report = restorePartition(partition, after.resolve(name), snapshots);
      int dash = name.lastIndexOf('-');
      starts.append(String.format(
          "%s %s %d%n",
          name.substring(0, dash), name.substring(dash + 1), report.logStartOffset()));
    }
    Files.writeString(after.resolve(LOG_STARTS), "0\n" + partitions.size() + "\n" + starts);
  }

  private static List<Path> partitions(Path logDir) throws IOException {
    try (Stream<Path> entries = Files.list(logDir)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.endsWith(METADATA))
          .sorted()
          .toList();
    }
  }

  static RestoreReport restorePartition(Path partition, Path target, Path snapshots)
      throws IOException {
    SnapshotManager manager = SnapshotManager.open(
        partition,
        SnapshotOptions.defaults()
            .withSnapshotDirectory(snapshots.resolve(partition.getFileName())));
    String id = manager
        .create(CreateOptions.defaults().withMinInterval(Duration.ZERO).withSynced(false))
        .id();
    assertTrue(manager.verify(id, VerifyOptions.defaults()).isClean());
    return manager.restore(id, target, RestoreOptions.defaults().withSynced(false));
  }

  /** Where a partition starts. */
  static long logStart(Path partition) {
    return offset(partition, LOG_STARTS);
  }

  /** Up to where a partition is compacted. */
  static long cleaned(Path partition) {
    return offset(partition, CLEANED);
  }

  /** What a checkpoint of a log.dir says of a partition, 0 where it doesn't. */
  private static long offset(Path partition, String checkpoint) {
    String line = partition.getFileName().toString().replaceFirst("-(\\d+)$", " $1 ");
    try (Stream<String> lines = Files.lines(partition.resolveSibling(checkpoint))) {
      return lines
          .filter(it -> it.startsWith(line))
          .mapToLong(it -> Long.parseLong(it.substring(line.length())))
          .findAny()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether compaction has left nothing of a segment. */
  static boolean hasEmptySegment(Path partition) throws IOException {
    try (Stream<Path> files = Files.list(partition)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .anyMatch(file -> file.toFile().length() == 0);
    }
  }

  /** A whole log.dir, for a broker to change. */
  static void copy(Path from, Path to) throws IOException {
    KafkaOracle.copy(from, to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path partition : entries.filter(Files::isDirectory).toList()) {
        KafkaOracle.copy(partition, to.resolve(partition.getFileName()));
      }
    }
  }
}
