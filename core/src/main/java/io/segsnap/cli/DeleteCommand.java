package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.SegsnapException;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code segsnap delete}. */
@Command(
    name = "delete",
    header = "Delete snapshots.",
    description = {
      "Damaged ones can be deleted too. Those that can't be deleted don't keep the others; the exit"
          + " code is that of the first failure."
    },
    footer = {
      "  segsnap delete /tmp/demo-0 latest",
      "  segsnap delete /tmp/demo-0 snapshot-1760000000000000000"
    })
final class DeleteCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ID",
      converter = SnapshotIdArgument.class,
      description = "A snapshot's id, or latest.")
  private List<String> ids;

  @Override
  public Integer call() throws IOException {
    SnapshotManager manager = snapshots.open();
    Set<String> resolved = new LinkedHashSet<>();
    for (String id : ids) {
      resolved.add(snapshots.resolve(manager, id, this));
    }
    List<String> deleted = new ArrayList<>();
    Map<String, SegsnapException> failed = new LinkedHashMap<>();
    for (String id : resolved) {
      try {
        manager.delete(id);
        deleted.add(id);
      } catch (SegsnapException e) {
        failed.put(id, e);
        message(String.valueOf(e.getMessage()));
      }
    }
    print(new DeleteAnswer(deleted, failed));
    return failed.values().stream().map(ExitCode::of).findFirst().orElse(ExitCode.OK);
  }

  private record DeleteAnswer(List<String> deleted, Map<String, SegsnapException> failed)
      implements Answer {

    @Override
    public JsonNode toJson() {
      ObjectNode json = Json.object();
      json.set("deleted", Json.texts(deleted));
      json.set(
          "failed",
          Json.array(
              failed.entrySet(),
              entry -> Json.object()
                  .put("id", entry.getKey())
                  .put("exitCode", ExitCode.of(entry.getValue()))
                  .put("message", entry.getValue().getMessage())));
      return json;
    }

    @Override
    public void print(PrintWriter out) {
      deleted.forEach(id -> out.println("deleted " + id));
    }
  }
}
