package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.snapshot.DamagedSnapshot;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotList;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code segsnap list}. */
@Command(
    name = "list",
    header = "List the snapshots of a log, newest first.",
    footer = {
      "  segsnap list /tmp/demo-0",
      "  segsnap list /var/kafka/orders-0 --snapshot-dir /backup/orders-0 --json"
    })
final class ListCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Override
  public Integer call() throws IOException {
    SnapshotList list = snapshots.open().list();
    list.damaged()
        .forEach(
            damaged -> warn(damaged.id() + " is damaged: " + damaged.problem().getMessage()));
    print(new ListAnswer(list));
    return ExitCode.OK;
  }

  private record ListAnswer(SnapshotList list) implements Answer {

    @Override
    public JsonNode toJson() {
      ObjectNode json = Json.object();
      json.set(
          "snapshots",
          Json.array(list.snapshots(), snapshot -> new SnapshotAnswer(snapshot).toJson()));
      json.set("damaged", Json.array(list.damaged(), ListAnswer::toJson));
      return json;
    }

    private static JsonNode toJson(DamagedSnapshot damaged) {
      return Json.object()
          .put("id", damaged.id())
          .put("folder", damaged.folder().toString())
          .put("problem", damaged.problem().getMessage());
    }

    @Override
    public void print(PrintWriter out) {
      if (list.snapshots().isEmpty() && list.damaged().isEmpty()) {
        out.println("no snapshots");
        return;
      }
      TextTable table =
          new TextTable("id", "created", ">offsets", ">segments", ">size", "label", "tags");
      for (Snapshot snapshot : list.snapshots()) {
        table.row(
            snapshot.id(),
            Times.seconds(snapshot.created()),
            snapshot.logStartOffset() + ".." + snapshot.highWaterMark(),
            snapshot.segmentCount(),
            Sizes.text(snapshot.totalBytes()),
            snapshot.label().orElse(""),
            String.join(" ", snapshot.tags()));
      }
      list.damaged().forEach(damaged -> table.row(damaged.id(), "damaged", "", "", "", "", ""));
      table.print(out);
    }
  }
}
