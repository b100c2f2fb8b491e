package io.segsnap.cli;

import io.segsnap.InvalidRequestException;
import io.segsnap.NotFoundException;
import io.segsnap.format.FileKind;
import io.segsnap.snapshot.DamagedSnapshot;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which log's snapshots a command works on, and where they are kept. */
final class SnapshotsOf {

  private static final String LATEST = "latest";

  @Parameters(index = "0", paramLabel = "DIR", description = "The partition directory.")
  private Path directory;

  @Option(
      names = "--snapshot-dir",
      paramLabel = "S",
      description = {
        "Where the snapshots are kept, a folder for each log. Default: .snapshots in DIR, which is no"
            + " place for those of a directory that a broker owns."
      })
  private @Nullable Path snapshotDirectory;

  Path directory() {
    return directory;
  }

  boolean isInsideLog() {
    return snapshotDirectory == null;
  }

  /** Whether the snapshots' folder would lie where a broker takes every folder for a partition. */
  boolean isInLogDir() {
    return snapshotDirectory != null && isLogDir(snapshotDirectory);
  }

  /** Whether a Kafka broker owns the partition directory. */
  boolean isOwnedByBroker() {
    return isLogDir(directory);
  }

  private static boolean isLogDir(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    return parent != null && Files.exists(parent.resolve("meta.properties"));
  }

  /** Opens the snapshots to create one, which makes the folder. */
  SnapshotManager openForCreate() throws IOException {
    SnapshotOptions options = SnapshotOptions.defaults();
    return SnapshotManager.open(
        directory,
        snapshotDirectory == null ? options : options.withSnapshotDirectory(snapshotDirectory));
  }

  /** Opens the snapshots that exist; refuses names that are most likely mistyped. */
  SnapshotManager open() throws IOException {
    if (snapshotDirectory != null && !Files.isDirectory(snapshotDirectory)) {
      throw new NotFoundException("open", snapshotDirectory, "no such directory", "check the path");
    }
    SnapshotManager manager = openForCreate();
    if (snapshotDirectory == null && !Files.exists(directory.resolve(".snapshots"))) {
      requireSegments();
    }
    return manager;
  }

  private void requireSegments() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.noneMatch(entry -> FileKind.LOG.matches(entry.getFileName().toString()))) {
        throw new InvalidRequestException(
            "open",
            directory,
            "not a partition directory: neither snapshots nor a file like "
                + FileKind.LOG.nameOf(0)
                + " in it",
            "give the <topic>-<partition> folder itself");
      }
    }
  }

  /** The id that {@code latest} stands for; says so where a newer snapshot had to be passed over. */
  String resolve(SnapshotManager manager, String idOrLatest, BaseCommand command)
      throws IOException {
    String id = manager.resolve(idOrLatest);
    if (idOrLatest.equals(LATEST)) {
      List<DamagedSnapshot> damaged = manager.list().damaged();
      damaged.forEach(other -> command.warn(
          "passed over " + other.id() + ", which is damaged: " + other.problem().getMessage()));
    }
    return id;
  }
}
