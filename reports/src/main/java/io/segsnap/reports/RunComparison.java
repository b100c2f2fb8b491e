package io.segsnap.reports;

import io.segsnap.reports.chart.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two files of results of one kind, cell by cell. */
public final class RunComparison {

  private static final List<String> COLUMNS = List.of("cell", "A", "B", "B / A", "spread");

  private RunComparison() {}

  /**
   * Compares what is in both, and names what is not.
   *
   * @throws NoResultsException if nothing is in both
   */
  public static Table of(ResultFile a, ResultFile b) throws IOException {
    Map<String, Interval> before = a.values();
    Map<String, Interval> after = b.values();
    List<List<String>> rows = new ArrayList<>();
    List<String> notes = differences(a.environment(), b.environment());
    before.forEach((name, value) -> {
      Interval other = after.get(name);
      if (other == null) {
        notes.add("only in A: " + name);
      } else {
        rows.add(row(name, value, other));
      }
    });
    after.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> notes.add("only in B: " + name));
    if (rows.isEmpty()) {
      throw new NoResultsException(
          b.file(), "it has no cell in common with " + a.file(), "compare runs of one benchmark");
    }
    notes.add(
        "spread: from B's low over A's high to B's high over A's low; one that holds 1 shows no"
            + " difference.");
    return new Table("B: " + b.file() + " against A: " + a.file(), COLUMNS, rows, notes);
  }

  private static List<String> row(String name, Interval a, Interval b) {
    return List.of(
        name,
        Cells.number(a.value()),
        Cells.number(b.value()),
        Cells.number(b.value() / a.value()),
        Cells.number(b.low() / a.high()) + "–" + Cells.number(b.high() / a.low()));
  }

  private static List<String> differences(Environment a, Environment b) {
    List<String> notes = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(a.facts().keySet());
    names.addAll(b.facts().keySet());
    names.remove(Environment.DATE);
    for (String name : names) {
      String before = a.facts().getOrDefault(name, Mounts.UNKNOWN);
      String after = b.facts().getOrDefault(name, Mounts.UNKNOWN);
      if (!before.equals(after)) {
        notes.add("warning: " + name + " differs: A " + before + ", B " + after);
      }
    }
    return notes;
  }
}
