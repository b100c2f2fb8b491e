package io.segsnap.defects;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring lines of one source file of core, before and after. Indentation does not count.
 *
 * @param file below {@code io/segsnap}
 */
record Hunk(String file, List<String> before, List<String> after) {

  /** Changes a source, in which the lines must stand exactly once. */
  String applyTo(String source) {
    List<String> lines = source.lines().toList();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i + before.size() <= lines.size(); i++) {
      if (stripped(lines.subList(i, i + before.size())).equals(before)) {
        places.add(i);
      }
    }
    if (places.size() != 1) {
      throw new IllegalStateException(file + " has these lines " + places.size()
          + " times, not once:\n" + String.join("\n", before));
    }
    List<String> changed = new ArrayList<>(lines.subList(0, places.get(0)));
    changed.addAll(after);
    changed.addAll(lines.subList(places.get(0) + before.size(), lines.size()));
    return String.join("\n", changed) + "\n";
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }
}
