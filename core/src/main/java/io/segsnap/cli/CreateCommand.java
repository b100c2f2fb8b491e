package io.segsnap.cli;

import io.segsnap.InvalidRequestException;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.snapshot.CreateOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code segsnap create}. */
@Command(
    name = "create",
    header = "Take a snapshot of a log.",
    description = {
      "The directory must be one that no one writes: the log was closed, or its broker"
          + " is stopped. Nothing in the directory is changed; a torn tail is left out of the snapshot."
    },
    footer = {
      "  segsnap create /tmp/demo-0 --label before-upgrade --tag keep",
      "  segsnap create /var/kafka/orders-0 --snapshot-dir /backup/orders-0 --threads 2"
    })
final class CreateCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      converter = StrategyName.class,
      completionCandidates = StrategyName.class,
      defaultValue = "auto",
      description = {
        "How files get into the snapshot: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
        "auto clones where the file system can, and else copies.",
        "link costs neither space nor time, but the snapshot shares its sealed segments with the"
            + " log: not for a directory that a broker will write in again."
      })
  private CopyStrategy strategy;

  @Mixin
  private CopyArguments copying;

  @Option(names = "--label", paramLabel = "TEXT", description = "A free text for people.")
  private @Nullable String label;

  @Option(
      names = "--tag",
      paramLabel = "T",
      description = "A free text such as keep or team=orders; can be given several times.")
  private List<String> tags = List.of();

  @Option(
      names = "--min-interval",
      paramLabel = "D",
      converter = Durations.class,
      defaultValue = "1h",
      description = {
        "Refuse, with exit code 5, if the newest snapshot is younger, such as 90m, 24h or 7d."
            + " Default: ${DEFAULT-VALUE}."
      })
  private Duration minInterval;

  @Option(names = "--force", description = "Create one, however young the newest is.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    refuseFolderInLogDir();
    warnOfBroker();
    print(new SnapshotAnswer(create(snapshots.openForCreate())));
    return ExitCode.OK;
  }

  private Snapshot create(SnapshotManager manager) throws IOException {
    try (ProgressBar progress = progressBar()) {
      CreateOptions options = CreateOptions.defaults()
          .withStrategy(strategy)
          .withThreads(copying.threads())
          .withSynced(copying.synced())
          .withBytesPerSecond(copying.bytesPerSecond())
          .withTags(tags)
          .withMinInterval(force ? Duration.ZERO : minInterval)
          .withProgress(progress);
      return manager.create(label == null ? options : options.withLabel(label));
    }
  }

  private void refuseFolderInLogDir() throws IOException {
    if (snapshots.isInLogDir()) {
      throw new InvalidRequestException(
          "create",
          snapshots.directory(),
          "the snapshot folder would lie directly in a Kafka log.dir, where a broker takes every"
              + " folder for a partition and refuses to start",
          "keep snapshots elsewhere");
    }
  }

  private void warnOfBroker() {
    if (!snapshots.isOwnedByBroker()) {
      return;
    }
    if (snapshots.isInsideLog()) {
      warn("the directory lies in a Kafka log.dir: a broker that deletes the topic removes it with"
          + " all snapshots inside; keep them elsewhere with --snapshot-dir");
    }
    if (strategy == CopyStrategy.LINK) {
      warn("the directory lies in a Kafka log.dir: a broker truncates sealed segments in place,"
          + " which also changes a linked snapshot; any other strategy makes an independent copy");
    }
  }
}
