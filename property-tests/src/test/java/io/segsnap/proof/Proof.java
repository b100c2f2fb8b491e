package io.segsnap.proof;

import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the tests of this run tried and found, for {@link ProofReport}. Thread safe. */
public final class Proof {

  /** Parts of the report. */
  public enum Section {
    PROPERTIES("Properties", "property", "tries", "seed", "result"),
    CRASHES(
        "Crash points: every call of an operation, crashed before, after and within",
        "operation",
        "calls",
        "crashed at",
        "sync points",
        "states",
        "distinct",
        "of these in recovery"),
    SYNCS(
        "Syncs: each of an operation's left out, one at a time",
        "operation",
        "left out",
        "missed by a check",
        "missed by none, for a listed reason"),
    DEFECTS(
        "Defect seeds: core changed for the worse, one place at a time",
        "file",
        "defect",
        "killed by",
        "seconds"),
    FAULTS(
        "Faults: the n-th call fails, for every n; with errors that are alike for each fifth of them,"
            + " nightly for every n",
        "operation",
        "fault",
        "calls that failed"),
    CORRUPTION(
        "Corruption: every byte changed, every file cut at every length, files exchanged",
        "snapshot",
        "changes",
        "found by verify",
        "of these with the position",
        "refused by restore",
        "restored equal all the same",
        "silent"),
    FUZZING(
        "Fuzzing: what segsnap reads, as arbitrary bytes",
        "target",
        "inputs of this run",
        "inputs when last fuzzed"),
    COVERAGE("Chains of actions that came by", "what", "chains", "of"),
    ORACLE("Kafka's own code, beside segsnap", "what", "count"),
    FILE_SYSTEMS("File systems", "file system", "tests", "result"),
    INTERLEAVINGS(
        "Concurrency: interleavings of two threads, compared with one",
        "what",
        "scenarios",
        "interleavings of each, at most"),
    PROCESSES("Processes", "what", "count"),
    MUTATION(
        "Mutation testing: the last complete runs",
        "code",
        "mutants",
        "killed",
        "score",
        "bar",
        "date"),
    TESTS("Tests of this run", "result", "count");

    private final String title;
    /** Separated by bars. */
    private final String columns;

    Section(String title, String... columns) {
      this.title = title;
      this.columns = String.join("|", columns);
    }
  }

  private static final Set<Section> SUMMED =
      EnumSet.of(Section.CRASHES, Section.SYNCS, Section.FAULTS, Section.CORRUPTION);

  /** Sections of what draws at random with the seed of the run. */
  private static final Set<Section> SEEDED = EnumSet.of(Section.CRASHES, Section.PROCESSES);

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

  /** Adds to the count of the row of that name, which is there but once. */
  public static synchronized void count(Section section, String what, long more) {
    List<List<String>> rows = ROWS.computeIfAbsent(section, s -> new ArrayList<>());
    for (List<String> row : rows) {
      if (row.get(0).equals(what)) {
        row.set(1, String.valueOf(Long.parseLong(row.get(1)) + more));
        return;
      }
    }
    add(section, what, more);
  }

  /** What was added so far. */
  static synchronized Map<Section, List<List<String>>> rows() {
    Map<Section, List<List<String>>> rows = new EnumMap<>(Section.class);
    ROWS.forEach((section, added) -> rows.put(section, List.copyOf(added)));
    return rows;
  }

  /** One section with the sums of its numbers. */
  static Table table(Section section, List<List<String>> added) {
    List<List<String>> rows = added.stream()
        .sorted(Comparator.comparing(row -> row.get(0)))
        .collect(Collectors.toCollection(ArrayList::new));
    List<String> columns = List.of(section.columns.split("\\|", -1));
    if (SUMMED.contains(section)) {
      List<String> total = new ArrayList<>();
      total.add("in all");
      for (int i = 1; i < columns.size(); i++) {
        total.add(sum(rows, i));
      }
      rows.add(total);
    }
    List<String> notes =
        SEEDED.contains(section) ? List.of("Seed: " + ProofHook.seed() + ".") : List.of();
    return new Table(section.title, columns, rows, notes);
  }

  private static String sum(List<List<String>> rows, int column) {
    long sum = 0;
    for (List<String> row : rows) {
      if (!row.get(column).matches("\\d+")) {
        return "";
      }
      sum += Long.parseLong(row.get(column));
    }
    return String.valueOf(sum);
  }
}
