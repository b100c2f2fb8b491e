package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.inspect.LogDigest;
import io.segsnap.inspect.LogInspection;
import io.segsnap.inspect.Problem;
import io.segsnap.inspect.SegmentStatistics;
import io.segsnap.log.RecoveryReport;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of an inspection for programs. */
final class InspectJson {

  private InspectJson() {}

  static void add(ObjectNode json, LogInspection found) {
    json.put("logStartOffset", found.logStartOffset())
        .put("baseOffset", found.baseOffset())
        .put("endOffset", found.endOffset());
    json.set("segments", Json.array(found.segments(), InspectJson::of));
    json.set("total", of(found.total()));
  }

  private static JsonNode of(SegmentStatistics segment) {
    ObjectNode json = Json.object()
        .put("baseOffset", segment.baseOffset())
        .put("endOffset", segment.endOffset())
        .put("sizeBytes", segment.sizeBytes())
        .put("batches", segment.batches())
        .put("records", segment.records())
        .put("controlRecords", segment.controlRecords())
        .put("minTimestamp", segment.minTimestamp())
        .put("maxTimestamp", segment.maxTimestamp());
    json.set("codecs", Json.texts(codecNames(segment)));
    return json;
  }

  private static List<String> codecNames(SegmentStatistics segment) {
    return segment.codecs().stream().sorted().map(CodecName::of).toList();
  }

  static String codecs(SegmentStatistics segment) {
    return codecNames(segment).stream().collect(Collectors.joining(" "));
  }

  static JsonNode of(RecoveryReport report) {
    ObjectNode json = Json.object().put("clean", report.clean());
    json.set("checkedSegments", Json.numbers(report.checkedSegments()));
    json.set("rebuiltIndexes", Json.numbers(report.rebuiltIndexes()));
    json.set("tailCut", report.tailCut().map(TailCuts::toJson).orElse(null));
    return json;
  }

  static JsonNode of(Problem problem) {
    return Json.object()
        .put("file", problem.file().toString())
        .put("position", problem.position())
        .put("expected", problem.expected())
        .put("actual", problem.actual());
  }

  static JsonNode of(LogDigest digest, String isolation) {
    return Json.object()
        .put("sha256", digest.sha256())
        .put("isolation", isolation)
        .put("records", digest.records())
        .put("payloadBytes", digest.payloadBytes())
        .put("firstOffset", digest.firstOffset())
        .put("lastOffset", digest.lastOffset())
        .put("minTimestamp", digest.minTimestamp())
        .put("maxTimestamp", digest.maxTimestamp());
  }
}
