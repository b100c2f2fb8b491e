package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.retention.Reason;
import io.segsnap.retention.Verdict;
import io.segsnap.snapshot.CleanupResult;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code segsnap cleanup}. */
@Command(
    name = "cleanup",
    header = "Delete the snapshots that a policy does not keep.",
    description = {
      "A snapshot is deleted if it is beyond the number or over the age, unless one of the --keep"
          + " rules or a pinning tag protects it. The newest one, those dated in the future, and"
          + " damaged ones are never deleted by a policy."
    },
    footer = {
      "  segsnap cleanup /tmp/demo-0 --dry-run",
      "  segsnap cleanup /tmp/demo-0 --max-snapshots 10 --retention 7d",
      "  segsnap cleanup /tmp/demo-0 --keep-daily 7 --keep-weekly 4 --pin-tag keep"
    })
final class CleanupCommand extends BaseCommand {

  @Mixin
  private SnapshotsOf snapshots;

  @Mixin
  private PolicyArguments policy;

  @Option(names = "--dry-run", description = "Only tell what would be deleted, and why.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    SnapshotManager manager = snapshots.open();
    manager
        .list()
        .damaged()
        .forEach(damaged -> warn(damaged.id() + " is damaged and was not judged: "
            + damaged.problem().getMessage()));
    List<CleanupResult> results = dryRun
        ? manager.judge(policy.toPolicy()).stream().map(this::notCarriedOut).toList()
        : manager.cleanup(policy.toPolicy());
    print(new CleanupAnswer(results, dryRun));
    List<IOException> failures =
        results.stream().flatMap(result -> result.failure().stream()).toList();
    failures.forEach(failure -> message(Failures.line("cleanup", failure)));
    return failures.stream().map(ExitCode::of).findFirst().orElse(ExitCode.OK);
  }

  private CleanupResult notCarriedOut(Verdict verdict) {
    return new CleanupResult(verdict, Optional.empty());
  }

  private record CleanupAnswer(List<CleanupResult> results, boolean dryRun) implements Answer {

    @Override
    public JsonNode toJson() {
      ObjectNode json = Json.object().put("dryRun", dryRun);
      json.set("snapshots", Json.array(results, this::toJson));
      return json;
    }

    private JsonNode toJson(CleanupResult result) {
      ObjectNode json = Json.object()
          .put("id", result.verdict().id())
          .put("verdict", result.verdict().keep() ? "keep" : "delete")
          .put("deleted", result.isDeleted() && !dryRun);
      json.set(
          "reasons",
          Json.array(
              result.verdict().reasons(),
              reason -> Json.object()
                  .put("rule", reason.rule().name().toLowerCase(Locale.ROOT))
                  .put("text", reason.text())));
      result.failure().ifPresent(failure -> json.put("failure", Failures.line("cleanup", failure)));
      return json;
    }

    @Override
    public void print(PrintWriter out) {
      if (results.isEmpty()) {
        out.println("no snapshots");
        return;
      }
      TextTable table = new TextTable("id", "verdict", "why");
      for (CleanupResult result : results) {
        String reasons =
            result.verdict().reasons().stream().map(Reason::text).collect(Collectors.joining("; "));
        table.row(result.verdict().id(), verdict(result), reasons);
      }
      table.print(out);
    }

    private String verdict(CleanupResult result) {
      if (result.verdict().keep()) {
        return "keep";
      }
      if (result.failure().isPresent()) {
        return "FAILED";
      }
      return dryRun ? "delete" : "deleted";
    }
  }
}
