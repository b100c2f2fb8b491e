package io.segsnap.defects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mistake that someone could make in core.
 *
 * @param name what is wrong, in a few words
 * @param consequence what that breaks
 * @param killer the test class that must notice
 */
record Defect(String name, String consequence, Killer killer, List<Hunk> hunks) {

  /** The changed sources, by their paths below {@code io/segsnap}. */
  Map<String, String> apply(Core core) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Hunk hunk : hunks) {
      String source = sources.computeIfAbsent(hunk.file(), core::source);
      sources.put(hunk.file(), hunk.applyTo(source));
    }
    return sources;
  }

  boolean sharesAFile(Defect other) {
    return hunks.stream()
        .anyMatch(hunk -> other.hunks.stream().anyMatch(its -> its.file().equals(hunk.file())));
  }

  @Override
  public String toString() {
    return name;
  }
}
