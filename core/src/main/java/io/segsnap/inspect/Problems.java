package io.segsnap.inspect;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects problems; what two checks find at the same place counts once. */
final class Problems {

  private record Place(Path file, long position) {}

  private final Map<Place, Problem> found = new LinkedHashMap<>();

  void add(Path file, long position, String expected, String actual) {
    found.putIfAbsent(new Place(file, position), new Problem(file, position, expected, actual));
  }

  List<Problem> all() {
    return List.copyOf(found.values());
  }
}
