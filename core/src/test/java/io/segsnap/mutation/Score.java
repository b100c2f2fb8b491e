package io.segsnap.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How many of some mutants were killed.
 *
 * @param name of what was mutated
 * @param mutants how many
 * @param killed how many of them a test noticed
 * @param barPercent how many percent must be; 0 for no bar of its own
 */
public record Score(String name, int mutants, int killed, int barPercent) {

  static Score of(String name, List<Mutant> all, Predicate<Mutant> part, int barPercent) {
    List<Mutant> mutants = all.stream().filter(part).toList();
    int killed = (int) mutants.stream().filter(Mutant::isDetected).count();
    return new Score(name, mutants.size(), killed, barPercent);
  }

  boolean isBelowBar() {
    return 100L * killed < (long) barPercent * mutants || (barPercent > 0 && mutants == 0);
  }

  String percent() {
    return String.format(Locale.ROOT, "%.1f %%", mutants == 0 ? 0 : 100.0 * killed / mutants);
  }

  String bar() {
    return barPercent == 0 ? "" : barPercent + " %";
  }

  /** Replaces the file from which every report of the proof has some scores, a row each. */
  public static void keep(Path file, List<Score> scores) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, scores.stream().map(Score::row).toList());
  }

  /** Cells, separated by tabs, with today's date. */
  String row() {
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    return String.join("\t", name, "" + mutants, "" + killed, percent(), bar(), date);
  }
}
