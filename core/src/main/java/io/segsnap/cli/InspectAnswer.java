package io.segsnap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.inspect.LogDigest;
import io.segsnap.inspect.LogInspection;
import io.segsnap.inspect.Problem;
import io.segsnap.inspect.SegmentStatistics;
import io.segsnap.log.RecoveryReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What inspecting a directory found.
 *
 * @param inspection empty where damage keeps the directory from being loaded
 * @param checked whether problems were looked for
 */
record InspectAnswer(
    Path directory,
    Optional<LogInspection> inspection,
    Optional<RecoveryReport> recovery,
    boolean checked,
    List<Problem> problems,
    Optional<LogDigest> digest,
    boolean readCommitted)
    implements Answer {

  static InspectAnswer ofDamaged(Path directory, List<Problem> problems) {
    return new InspectAnswer(
        directory, Optional.empty(), Optional.empty(), true, problems, Optional.empty(), false);
  }

  boolean isSound() {
    return problems.isEmpty();
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("directory", directory.toString());
    partition().ifPresent(name -> json.put("partition", name));
    inspection.ifPresent(found -> InspectJson.add(json, found));
    recovery.ifPresent(report -> json.set("recovery", InspectJson.of(report)));
    if (checked) {
      ObjectNode check = json.putObject("check").put("sound", isSound());
      check.set("problems", Json.array(problems, InspectJson::of));
    }
    digest.ifPresent(sum -> json.set("digest", InspectJson.of(sum, isolation())));
    return json;
  }

  private String isolation() {
    return readCommitted ? "read_committed" : "read_uncommitted";
  }

  @Override
  public void print(PrintWriter out) {
    inspection.ifPresent(found -> printSummary(out, found));
    if (checked) {
      out.println(isSound() ? "check: ok" : "check: " + count(problems.size(), "problem"));
      problems.forEach(problem -> out.println("  " + problem));
    }
    digest.ifPresent(sum -> new Fields()
        .add("sha256", sum.sha256())
        .add("isolation", isolation())
        .add("records", sum.records())
        .add("offsets", sum.firstOffset() + ".." + sum.lastOffset())
        .add("payload", sum.payloadBytes() + " B")
        .print(out));
  }

  /** The name as a broker has it; that of a snapshot's folder says nothing. */
  private Optional<String> partition() {
    String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    boolean isPartition = name.matches(".+-\\d+") && !name.startsWith("snapshot-");
    return isPartition ? Optional.of(name) : Optional.empty();
  }

  private void printSummary(PrintWriter out, LogInspection found) {
    SegmentStatistics total = found.total();
    Fields fields = new Fields().add("directory", directory);
    partition().ifPresent(name -> fields.add("partition", name));
    fields
        .add("log start offset", found.logStartOffset())
        .add("base offset", found.baseOffset())
        .add("end offset", found.endOffset());
    recovery.ifPresent(report -> addRecovery(fields, report));
    fields.print(out);
    out.println();
    TextTable table = new TextTable(
        "segment",
        ">end offset",
        ">size",
        ">batches",
        ">records",
        ">markers",
        "first timestamp",
        "last timestamp",
        "codecs");
    found.segments().forEach(segment -> addRow(table, segment.baseOffset() + "", segment));
    addRow(table, "total", total);
    table.print(out);
    out.println();
  }

  private static void addRow(TextTable table, String name, SegmentStatistics segment) {
    table.row(
        name,
        segment.endOffset(),
        Sizes.text(segment.sizeBytes()),
        segment.batches(),
        segment.records(),
        segment.controlRecords(),
        Times.millis(segment.minTimestamp()),
        Times.millis(segment.maxTimestamp()),
        InspectJson.codecs(segment));
  }

  private static void addRecovery(Fields fields, RecoveryReport report) {
    int checked = report.checkedSegments().size();
    fields.add(
        "state",
        report.clean()
            ? "closed cleanly"
            : "not closed cleanly, " + count(checked, "segment") + " checked");
    if (!report.rebuiltIndexes().isEmpty()) {
      fields.add("indexes to rebuild", "of segments " + report.rebuiltIndexes());
    }
    report.tailCut().ifPresent(cut -> fields.add("torn tail", cut));
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
