package io.segsnap.cli;

import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code segsnap show}. */
@Command(
    name = "show",
    header = "Show what is known of a snapshot.",
    footer = {
      "  segsnap show /tmp/demo-0 latest",
      "  segsnap show /tmp/demo-0 snapshot-1760000000000000000 --json"
    })
final class ShowCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = SnapshotIdArgument.class,
      description = "A snapshot's id, or latest.")
  private String id;

  @Override
  public Integer call() throws IOException {
    SnapshotManager manager = snapshots.open();
    print(new SnapshotAnswer(manager.get(snapshots.resolve(manager, id, this))));
    return ExitCode.OK;
  }
}
