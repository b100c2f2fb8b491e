package io.segsnap.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kafka's text checkpoints: a version line {@code 0}, a line with the number of entries, and a line
 * of blank-separated fields for each. Source: {@code CheckpointFile} of Apache Kafka.
 */
final class CheckpointText {

  private static final int HEADER_LINES = 2;

  private CheckpointText() {}

  /** The fields of each entry, at least two and the last a number; empty where malformed. */
  static Optional<List<String[]>> lines(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < HEADER_LINES || !lines[0].equals("0") || !isNumber(lines[1])) {
      return Optional.empty();
    }
    long count = Long.parseLong(lines[1]);
    if (count > lines.length - HEADER_LINES) {
      return Optional.empty();
    }
    List<String[]> entries = new ArrayList<>();
    for (int i = HEADER_LINES; i < HEADER_LINES + count; i++) {
      String[] fields = lines[i].split(" ", -1);
      if (fields.length < 2 || !isNumber(fields[fields.length - 1])) {
        return Optional.empty();
      }
      entries.add(fields);
    }
    return Optional.of(entries);
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}")
        || (text.matches("\\d{19}") && text.compareTo(Long.toString(Long.MAX_VALUE)) <= 0);
  }
}
