package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.snapshot.Extras;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.RestoreRange;
import io.segsnap.snapshot.RestoreReport;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "  segsnap restore /kafka/o-0 latest /kafka/o-0 --snapshot-dir /backup/o-0",
      "  segsnap restore /tmp/demo-0 latest /tmp/part-0 --from-offset 1000 --to-offset 2000",
      "  segsnap restore /tmp/demo-0 latest /tmp/demo-0 --differential --dry-run"
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

  @Option(
      names = "--segments",
      paramLabel = "B",
      split = ",",
      description =
          "Restore only the segments of these base offsets, which must follow each other.")
  private List<Long> segments = List.of();

  @Option(
      names = "--from-offset",
      paramLabel = "N",
      description = "Restore from the segment that holds N, and let the log start at N.")
  private @Nullable Long fromOffset;

  @Option(
      names = "--to-offset",
      paramLabel = "N",
      description = "Restore only whole batches that end before N.")
  private @Nullable Long toOffset;

  @Option(
      names = "--to-timestamp",
      paramLabel = "T",
      converter = Times.Timestamp.class,
      description = {
        "Restore only what comes before the first batch with a record later than T: milliseconds since"
            + " 1970, or a time such as 2026-03-04T12:00:00Z."
      })
  private @Nullable Long toTimestamp;

  @Option(
      names = "--differential",
      description = {
        "Make an existing TARGET equal to the result and write only what differs. It may be DIR itself."
            + " After a crash, run it again."
      })
  private boolean differential;

  @Option(
      names = "--remove-extra",
      description = {
        "With --differential: delete files that do not belong to the result, instead of moving them"
            + " into .removed-ID in TARGET."
      })
  private boolean removeExtra;

  @Option(names = "--dry-run", description = "Only tell what would be restored and written.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (removeExtra && !differential) {
      throw new ParameterException(spec().commandLine(), "--remove-extra needs --differential");
    }
    SnapshotManager manager = snapshots.open();
    print(new RestoreAnswer(dryRun, restore(manager, snapshots.resolve(manager, id, this))));
    return ExitCode.OK;
  }

  private RestoreReport restore(SnapshotManager manager, String resolved) throws IOException {
    try (ProgressBar progress = progressBar()) {
      RestoreOptions options = RestoreOptions.defaults()
          .withThreads(copying.threads())
          .withSynced(copying.synced())
          .withBytesPerSecond(copying.bytesPerSecond())
          .withRange(range())
          .withDryRun(dryRun)
          .withProgress(progress);
      if (differential) {
        options = options.withDifferential(removeExtra ? Extras.REMOVE : Extras.MOVE_ASIDE);
      }
      return manager.restore(resolved, target, options);
    }
  }

  private RestoreRange range() {
    RestoreRange range = RestoreRange.ALL.withSegments(segments);
    range = fromOffset == null ? range : range.withFromOffset(fromOffset);
    range = toOffset == null ? range : range.withToOffset(toOffset);
    return toTimestamp == null ? range : range.withToTimestamp(toTimestamp);
  }

  private record RestoreAnswer(boolean dryRun, RestoreReport report) implements Answer {

    @Override
    public JsonNode toJson() {
      ObjectNode json = Json.object()
          .put("id", report.id())
          .put("target", report.target().toString())
          .put("files", report.files())
          .put("bytes", report.bytes())
          .put("bytesWritten", report.bytesWritten())
          .put("dryRun", dryRun)
          .put("logStartOffset", report.logStartOffset())
          .put("highWaterMark", report.highWaterMark());
      json.set("filesWithoutChecksums", Json.texts(report.filesWithoutChecksums()));
      json.set("removed", Json.texts(report.removed()));
      json.set("notes", Json.texts(report.notes()));
      return json;
    }

    @Override
    public void print(PrintWriter out) {
      new Fields()
          .add(dryRun ? "would restore" : "restored", report.id())
          .add("to", report.target())
          .add("offsets", report.logStartOffset() + ".." + report.highWaterMark())
          .add("files", report.files())
          .add("size", Sizes.text(report.bytes()))
          .add("written", Sizes.text(report.bytesWritten()))
          .print(out);
      report.removed().forEach(name -> out.println("removed: " + name));
      report.notes().forEach(note -> out.println("note: " + note));
    }
  }
}
