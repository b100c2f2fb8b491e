package io.segsnap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.log.TailCut;
import io.segsnap.snapshot.Snapshot;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of one snapshot. */
record SnapshotAnswer(Snapshot snapshot) implements Answer {

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object()
        .put("id", snapshot.id())
        .put("created", snapshot.created().toString())
        .put("topicPartition", snapshot.topicPartition())
        .put("baseOffset", snapshot.baseOffset())
        .put("logStartOffset", snapshot.logStartOffset())
        .put("highWaterMark", snapshot.highWaterMark())
        .put("segments", snapshot.segmentCount())
        .put("totalBytes", snapshot.totalBytes())
        .put("label", snapshot.label().orElse(null));
    json.set("tags", Json.texts(snapshot.tags()));
    json.set("segmentBaseOffsets", Json.numbers(snapshot.segmentBaseOffsets()));
    ObjectNode captures = json.putObject("captures");
    strategies()
        .forEach(
            strategy -> captures.put(strategy.toString(), snapshot.captures().get(strategy)));
    json.set("tailCut", snapshot.tailCut().map(TailCuts::toJson).orElse(null));
    return json;
  }

  @Override
  public void print(PrintWriter out) {
    Fields fields = new Fields()
        .add("id", snapshot.id())
        .add("created", Times.seconds(snapshot.created()))
        .add("partition", snapshot.topicPartition())
        .add("base offset", snapshot.baseOffset())
        .add("log start offset", snapshot.logStartOffset())
        .add("high water mark", snapshot.highWaterMark())
        .add("segments", snapshot.segmentCount())
        .add("size", Sizes.text(snapshot.totalBytes()))
        .add("files", captures());
    snapshot.label().ifPresent(label -> fields.add("label", label));
    if (!snapshot.tags().isEmpty()) {
      fields.add("tags", String.join(", ", snapshot.tags()));
    }
    snapshot.tailCut().map(TailCut::toString).ifPresent(cut -> fields.add("torn tail", cut));
    fields.print(out);
  }

  private String captures() {
    return strategies()
        .map(strategy -> snapshot.captures().get(strategy) + " by " + strategy)
        .collect(Collectors.joining(", "));
  }

  /** Those that took files, in an order that is the same every time. */
  private Stream<CopyStrategy> strategies() {
    return Arrays.stream(CopyStrategy.values()).filter(snapshot.captures()::containsKey);
  }
}
