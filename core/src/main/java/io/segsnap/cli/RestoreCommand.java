package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code segsnap restore}. */
@Command(
    name = "restore",
    header = "Restore a snapshot into a new directory.",
    description = {
      "Every byte is copied, and checked on the way. The target appears as a whole, or"
          + " not at all."
    },
    footer = {
      "  segsnap restore /tmp/demo-0 latest /tmp/restored-0",
      "  segsnap restore /kafka/o-0 latest /kafka/o-0 --snapshot-dir /backup/o-0"
    })
final class RestoreCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = SnapshotIdArgument.class,
      description = "A snapshot's id, or latest.")
  private String id;

  @Parameters(
      index = "2",
      paramLabel = "TARGET",
      description = "A directory that is missing or empty, whose parent exists.")
  private Path target;

  @Mixin
  private CopyArguments copying;

  @Override
  public Integer call() throws IOException {
    SnapshotManager manager = snapshots.open();
    print(new RestoreAnswer(restore(manager, snapshots.resolve(manager, id, this))));
    return ExitCode.OK;
  }

  private RestoreReport restore(SnapshotManager manager, String resolved) throws IOException {
    try (ProgressBar progress = progressBar()) {
      RestoreOptions options = RestoreOptions.defaults()
          .withThreads(copying.threads())
          .withSynced(copying.synced())
          .withBytesPerSecond(copying.bytesPerSecond())
          .withProgress(progress);
      return manager.restore(resolved, target, options);
    }
  }

  private record RestoreAnswer(RestoreReport report) implements Answer {

    @Override
    public JsonNode toJson() {
      ObjectNode json = Json.object()
          .put("id", report.id())
          .put("target", report.target().toString())
          .put("files", report.files())
          .put("bytes", report.bytes())
          .put("logStartOffset", report.logStartOffset())
          .put("highWaterMark", report.highWaterMark());
      json.set("filesWithoutChecksums", Json.texts(report.filesWithoutChecksums()));
      json.set("notes", Json.texts(report.notes()));
      return json;
    }

    @Override
    public void print(PrintWriter out) {
      new Fields()
          .add("restored", report.id())
          .add("to", report.target())
          .add("offsets", report.logStartOffset() + ".." + report.highWaterMark())
          .add("files", report.files())
          .add("size", Sizes.text(report.bytes()))
          .print(out);
      report.notes().forEach(note -> out.println("note: " + note));
    }
  }
}
