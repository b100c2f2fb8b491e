package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.snapshot.VerifyProblem;
import io.segsnap.snapshot.VerifyReport;
import java.io.PrintWriter;
import java.util.List;

/** What verifying snapshots found. */
record VerifyAnswer(List<VerifyReport> reports) implements Answer {

  boolean isClean() {
    return reports.stream().allMatch(VerifyReport::isClean);
  }

  @Override
  public JsonNode toJson() {
    ObjectNode json = Json.object().put("clean", isClean());
    json.set("snapshots", Json.array(reports, VerifyAnswer::toJson));
    return json;
  }

  private static JsonNode toJson(VerifyReport report) {
    ObjectNode json = Json.object()
        .put("id", report.id())
        .put("clean", report.isClean())
        .put("files", report.files())
        .put("bytes", report.bytes())
        .put("batches", report.batches())
        .put("checksumsAdded", report.checksumsAdded());
    json.set("problems", Json.array(report.problems(), VerifyAnswer::toJson));
    return json;
  }

  private static JsonNode toJson(VerifyProblem problem) {
    return Json.object()
        .put("file", problem.file())
        .put("position", problem.position())
        .put("expected", problem.expected())
        .put("actual", problem.actual());
  }

  @Override
  public void print(PrintWriter out) {
    for (VerifyReport report : reports) {
      out.println(report.id() + ": " + (report.isClean() ? "ok" : problems(report)) + ", "
          + report.files() + " files, " + Sizes.text(report.bytes()) + ", "
          + report.batches() + " batches");
      report.problems().forEach(problem -> out.println("  " + problem));
      if (report.checksumsAdded() > 0) {
        out.println("  added checksums of " + report.checksumsAdded() + " linked or cloned files");
      }
    }
  }

  private static String problems(VerifyReport report) {
    int count = report.problems().size();
    return count == 1 ? "1 problem" : count + " problems";
  }
}
