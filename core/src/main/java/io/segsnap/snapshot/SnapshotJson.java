package io.segsnap.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.format.Damage;
import io.segsnap.log.TailCut;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link Snapshot} in manifest and catalog; an instance collects them when read. */
final class SnapshotJson {

  /** An id made of nanoseconds has no room for other times, nor has a calendar for all of them. */
  private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000L;

  private final JsonReader json;
  private @Nullable String id;
  private @Nullable Instant created;
  private @Nullable String topicPartition;
  private @Nullable Long baseOffset;
  private @Nullable Long logStartOffset;
  private @Nullable Long highWaterMark;
  private @Nullable Long totalBytes;
  private final List<Long> segments = new ArrayList<>();
  private @Nullable String label;
  private final List<String> tags = new ArrayList<>();
  private @Nullable TailCut tailCut;
  private final Map<CopyStrategy, Integer> captures = new EnumMap<>(CopyStrategy.class);

  SnapshotJson(JsonReader json) {
    this.json = json;
  }

  static void write(JsonGenerator json, Snapshot snapshot) throws IOException {
    json.writeStringField("id", snapshot.id());
    json.writeStringField("created", snapshot.created().toString());
    json.writeStringField("topicPartition", snapshot.topicPartition());
    json.writeNumberField("baseOffset", snapshot.baseOffset());
    json.writeNumberField("logStartOffset", snapshot.logStartOffset());
    json.writeNumberField("highWaterMark", snapshot.highWaterMark());
    json.writeNumberField("totalBytes", snapshot.totalBytes());
    json.writeArrayFieldStart("segments");
    for (long base : snapshot.segmentBaseOffsets()) {
      json.writeNumber(base);
    }
    json.writeEndArray();
    if (snapshot.label().isPresent()) {
      json.writeStringField("label", snapshot.label().get());
    }
    json.writeArrayFieldStart("tags");
    for (String tag : snapshot.tags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    if (snapshot.tailCut().isPresent()) {
      writeTailCut(json, snapshot.tailCut().get());
    }
    json.writeObjectFieldStart("captures");
    for (CopyStrategy strategy : CopyStrategy.values()) {
      if (snapshot.captures().containsKey(strategy)) {
        json.writeNumberField(strategy.toString(), snapshot.captures().get(strategy));
      }
    }
    json.writeEndObject();
  }

  private static void writeTailCut(JsonGenerator json, TailCut cut) throws IOException {
    json.writeObjectFieldStart("tailCut");
    json.writeStringField("file", cut.fileName());
    json.writeNumberField("position", cut.position());
    json.writeNumberField("removedBytes", cut.removedBytes());
    json.writeNumberField("damagePosition", Math.max(0, cut.reason().position()));
    json.writeStringField("expected", cut.reason().expected());
    json.writeStringField("actual", cut.reason().actual());
    json.writeEndObject();
  }

  /** Takes a field if it is one of a snapshot. */
  void read(String field) throws IOException {
    switch (field) {
      case "id" -> id = json.text();
      case "created" -> created = json.instant();
      case "topicPartition" -> topicPartition = json.text();
      case "baseOffset" -> baseOffset = json.number();
      case "logStartOffset" -> logStartOffset = json.number();
      case "highWaterMark" -> highWaterMark = json.number();
      case "totalBytes" -> totalBytes = json.number();
      case "segments" -> json.array(() -> segments.add(json.numberElement()));
      case "label" -> label = json.text();
      case "tags" -> json.array(() -> tags.add(json.textElement()));
      case "tailCut" -> tailCut = readTailCut();
      case "captures" -> json.object(this::readCapture);
      default -> {}
    }
  }

  private void readCapture(String name) throws IOException {
    CopyStrategy strategy =
        CopyStrategy.ofName(name).orElseThrow(() -> json.damage("a known capture", name));
    captures.put(strategy, (int) Math.min(Integer.MAX_VALUE, json.number()));
  }

  private static final class CutFields {
    String file = "";
    long position;
    long removedBytes;
    long damagePosition;
    String expected = "";
    String actual = "";
  }

  private TailCut readTailCut() throws IOException {
    CutFields cut = new CutFields();
    json.object(field -> {
      switch (field) {
        case "file" -> cut.file = json.text();
        case "position" -> cut.position = json.number();
        case "removedBytes" -> cut.removedBytes = json.number();
        case "damagePosition" -> cut.damagePosition = json.number();
        case "expected" -> cut.expected = json.text();
        case "actual" -> cut.actual = json.text();
        default -> {}
      }
    });
    Damage reason = new Damage(cut.damagePosition, cut.expected, cut.actual);
    return new TailCut(cut.file, cut.position, cut.removedBytes, reason);
  }

  /** The snapshot of all fields read, checked against each other. */
  Snapshot toSnapshot() throws IOException {
    Snapshot snapshot = new Snapshot(
        json.required(id, "id"),
        json.required(created, "created"),
        json.required(topicPartition, "topicPartition"),
        json.required(baseOffset, "baseOffset"),
        json.required(logStartOffset, "logStartOffset"),
        json.required(highWaterMark, "highWaterMark"),
        segments,
        json.required(totalBytes, "totalBytes"),
        Optional.ofNullable(label),
        tags,
        Optional.ofNullable(tailCut),
        captures);
    json.expect(SnapshotId.numberOf(snapshot.id()).isPresent(), "a snapshot id");
    json.expect(
        Math.abs(snapshot.created().getEpochSecond()) <= MAX_SECONDS,
        "a time of creation from 1678 to 2261");
    checkOffsets(snapshot);
    return snapshot;
  }

  private void checkOffsets(Snapshot snapshot) throws IOException {
    long previous = -1;
    for (long base : snapshot.segmentBaseOffsets()) {
      json.expect(base > previous, "segments in ascending order");
      previous = base;
    }
    json.expect(
        previous >= 0 && snapshot.segmentBaseOffsets().get(0) == snapshot.baseOffset(),
        "a first segment at the base offset");
    json.expect(
        snapshot.highWaterMark() >= previous, "a high water mark not below the last segment");
    json.expect(
        snapshot.logStartOffset() >= snapshot.baseOffset()
            && snapshot.logStartOffset() <= snapshot.highWaterMark(),
        "a log start offset between base offset and high water mark");
  }
}
