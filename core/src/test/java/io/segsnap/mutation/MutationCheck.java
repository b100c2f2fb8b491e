package io.segsnap.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds a run of mutation testing to its bars, and the list of survivors to the run. Of the plan of a
 * snapshot are what is stored of it (manifest and catalog), what a create, a restore and a cleanup
 * choose, and the rules of retention.
 */
public final class MutationCheck {

  static final List<String> GROUPS =
      List.of("retention", "snapshot", "format", "log", "copy", "io", "inspect", "cli");

  private static final int BAR_PERCENT = 85;
  private static final int PLAN_BAR_PERCENT = 95;
  private static final Pattern PLAN = Pattern.compile("retention\\..*"
      + "|snapshot\\.(Manifest|ManifestFile|SealedJson|JsonReader|SnapshotJson|Catalog|CatalogEntry"
      + "|CheckpointFile|Cleanup|CleanupResult|FileSums|OffsetList|RangePlanner|RestorePlan"
      + "|RestoreRange|SegmentBounds|SnapshotId|SnapshotManager)(\\$.*)?");

  private MutationCheck() {}

  /**
   * Checks the reports of a run.
   *
   * @param args the folder of the reports, that of the mutated classes, the list of survivors, the file
   *     for the scores, from which every report of the proof has them until the next complete run
   * @throws IOException if a report is missing or older than the classes
   * @throws IllegalStateException if anything is wrong; its message names all of it
   */
  public static void main(String[] args) throws IOException {
    List<Mutant> mutants = MutantReports.read(Path.of(args[0]), GROUPS, compiled(Path.of(args[1])));
    List<Score> scores = scores(mutants);
    Score.keep(Path.of(args[3]), scores);
    scores.forEach(score -> System.out.println(score.row()));
    Survivors listed = Survivors.parse(Files.readAllLines(Path.of(args[2])));
    List<String> wrong = problems(mutants, scores, listed);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(String.join("\n", wrong));
    }
  }

  /** When the newest file of a folder was written. */
  private static FileTime compiled(Path classes) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        FileTime written = Files.getLastModifiedTime(file);
        newest = written.compareTo(newest) > 0 ? written : newest;
      }
    }
    return newest;
  }

  /** Overall, of the plan of a snapshot, and of each group. */
  static List<Score> scores(List<Mutant> mutants) {
    List<Score> scores = new ArrayList<>();
    scores.add(Score.of("core", mutants, mutant -> true, BAR_PERCENT));
    scores.add(Score.of(
        "retention, manifest and planning",
        mutants,
        mutant -> PLAN.matcher(mutant.className()).matches(),
        PLAN_BAR_PERCENT));
    for (String group : GROUPS) {
      scores.add(Score.of("group " + group, mutants, mutant -> mutant.group().equals(group), 0));
    }
    return scores;
  }

  /** One line for each score below its bar, and each mutant that is not as the list says. */
  static List<String> problems(List<Mutant> mutants, List<Score> scores, Survivors listed) {
    List<String> problems = new ArrayList<>();
    for (Score score : scores) {
      if (score.isBelowBar()) {
        problems.add(score.name() + ": only " + score.percent() + " killed, not " + score.bar());
      }
    }
    Map<String, Mutant> byKey = new HashMap<>();
    for (Mutant mutant : mutants) {
      byKey.put(mutant.key(), mutant);
      if (!mutant.isDetected() && !listed.reasons().containsKey(mutant.key())) {
        problems.add("survives and is not listed: " + mutant.key());
      }
    }
    listed.byChance().forEach((key, byChance) -> {
      Mutant mutant = byKey.get(key);
      if (mutant == null) {
        problems.add("listed, but there is no such mutant: " + key);
      } else if (mutant.isDetected() && !byChance) {
        problems.add("listed, but does not survive (" + mutant.status() + "): " + key);
      }
    });
    return problems;
  }
}
