package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.snapshot.SnapshotSizes;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code segsnap size}. */
@Command(
    name = "size",
    header = "Tell what the snapshots of a log take on disk.",
    description = {
      "size is the length of all files. occupied is what deleting the snapshot would give free:"
          + " files linked with the log or with another snapshot cost nothing. The total is what"
          + " deleting all of them would give free."
    },
    footer = {
      "  segsnap size /tmp/demo-0",
      "  segsnap size /var/kafka/orders-0 --snapshot-dir /backup/orders-0 --json"
    })
final class SizeCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Override
  public Integer call() throws IOException {
    print(new SizeAnswer(snapshots.open().size()));
    return ExitCode.OK;
  }

  private record SizeAnswer(SnapshotSizes sizes) implements Answer {

    @Override
    public JsonNode toJson() {
      ObjectNode json = Json.object();
      json.set(
          "snapshots",
          Json.array(
              sizes.snapshots(),
              size -> Json.object()
                  .put("id", size.id())
                  .put("apparentBytes", size.apparentBytes())
                  .put("occupiedBytes", size.occupiedBytes())));
      return json.put("apparentBytes", sizes.apparentBytes())
          .put("occupiedBytes", sizes.occupiedBytes());
    }

    @Override
    public void print(PrintWriter out) {
      TextTable table = new TextTable("id", ">size", ">occupied");
      for (SnapshotSizes.Size size : sizes.snapshots()) {
        table.row(size.id(), Sizes.text(size.apparentBytes()), Sizes.text(size.occupiedBytes()));
      }
      table.row("total", Sizes.text(sizes.apparentBytes()), Sizes.text(sizes.occupiedBytes()));
      table.print(out);
    }
  }
}
