package io.segsnap.proof;

import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the tests of this run tried and found, for {@link ProofReport}. Thread safe. */
public final class Proof {

  /** Parts of the report. */
  public enum Section {
    PROPERTIES("Properties", "property", "tries", "seed", "result"),
    CRASHES(
        "Crash points: every call of an operation, crashed before, after and within",
        "operation",
        "calls",
        "sync points",
        "states",
        "distinct",
        "of these in recovery"),
    SYNCS(
        "Defect seeds: each sync left out, one at a time",
        "operation",
        "syncs",
        "left out and noticed",
        "left out and never missed"),
    FAULTS("Faults: the n-th call fails, for every n", "operation", "fault", "calls that failed"),
    CORRUPTION(
        "Corruption: every byte changed, every file cut at every length, files exchanged",
        "snapshot",
        "changes",
        "found by verify",
        "refused by restore",
        "restored equal all the same",
        "outside any checksum",
        "silent"),
    COVERAGE("Chains of actions that came by", "what", "chains", "of"),
    PROCESSES("Processes", "what", "count"),
    TESTS("Tests of this run", "result", "count");

    private final String title;
    /** Separated by bars. */
    private final String columns;

    Section(String title, String... columns) {
      this.title = title;
      this.columns = String.join("|", columns);
    }
  }

  private static final Map<Section, List<List<String>>> ROWS = new EnumMap<>(Section.class);

  private Proof() {}

  /** Adds a row to a section. */
  public static synchronized void add(Section section, Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    ROWS.computeIfAbsent(section, s -> new ArrayList<>()).add(row);
  }

  /** Sections that have rows. */
  static synchronized List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    ROWS.forEach((section, rows) -> tables.add(new Table(
        section.title,
        List.of(section.columns.split("\\|", -1)),
        rows.stream().sorted(Comparator.comparing(row -> row.get(0))).toList(),
        List.of())));
    return tables;
  }
}
