package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.reports.Environment;
import io.segsnap.reports.gate.Attempt;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.Conditions;
import io.segsnap.reports.gate.ExactMetric.Change;
import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.GateSettings;
import io.segsnap.reports.gate.Outcome;
import io.segsnap.reports.gate.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A gate from two builds to its result: makes the log, runs, and draws the conclusion. */
final class GateRun {

  /** Declared before anything is measured: 8 pairs, and 10 more for what is undecided then. */
  static final List<Integer> LOOKS = List.of(8, 18);

  private static final int RESAMPLES = 10_000;
  private static final double ALPHA = 0.01;
  private static final double REFERENCE_BAND = 0.02;
  private static final int REFERENCE_BYTES = 8 << 20;

  private final Profile profile;
  private final GateSettings settings;
  private final Build base;
  private final Build head;
  private final Optional<String> slowdown;
  private final Instant start;
  private Optional<GateException> failure = Optional.empty();

  /**
   * @param slowdown of head's worker, as {@code worker.Slowdown} takes it
   * @param start from when on its time counts
   */
  GateRun(
      Profile profile,
      long seed,
      List<Integer> looks,
      Build base,
      Build head,
      Optional<String> slowdown,
      Instant start) {
    this.start = start;
    this.profile = profile;
    this.base = base;
    this.head = head;
    this.slowdown = slowdown;
    this.settings = new GateSettings(
        base.name(),
        head.name(),
        profile.name(),
        seed,
        profile.logBytes(),
        looks,
        profile.blocks(),
        RESAMPLES,
        ALPHA,
        REFERENCE_BAND);
  }

  /**
   * Runs the gate.
   *
   * @param parent folder for work files
   * @param earlier all gates of the history
   */
  GateResult run(Path parent, List<Attempt> earlier, PrintStream out, Clock clock)
      throws IOException {
    try (WorkFolder work = WorkFolder.in(parent)) {
      Path log = work.path().resolve("gate-0");
      GeneratedLog.write(log, profile.logBytes(), profile.segmentBytes(), settings.seed());
      writeReference(work.path().resolve("reference"));
      Workers workers = new Workers(log, work.path(), profile, base, head, slowdown);
      Instant deadline = start.plus(Duration.ofMinutes(profile.minutes()));
      Gate.Measured measured =
          new Gate(profile, settings, work.path(), workers, out, clock, deadline).run();
      failure = measured.failure();
      Environment environment = Environment.detect(work.path(), settings.seed(), clock);
      return conclude(environment, measured, earlier);
    }
  }

  /** What ended it early; empty if nothing did. */
  Optional<GateException> failure() {
    return failure;
  }

  private void writeReference(Path file) throws IOException {
    byte[] bytes = new byte[REFERENCE_BYTES];
    new Random(settings.seed()).nextBytes(bytes);
    Files.write(file, bytes);
  }

  private GateResult conclude(
      Environment environment, Gate.Measured measured, List<Attempt> earlier) {
    List<String> causes = Causes.voiding(measured.conditions(), measured.reference(), settings);
    List<CellResult> cells = measured.cells();
    Set<String> wrong = new LinkedHashSet<>(measured.wrong());
    cells.stream()
        .filter(cell -> cell.exact().stream().anyMatch(m -> m.change() == Change.DIFFERS))
        .forEach(cell -> wrong.add(cell.name()));
    if (!causes.isEmpty()) {
      cells = cells.stream()
          .map(cell ->
              Cells.hasGrown(cell) ? cell : Cells.withCause(cell, String.join(", ", causes)))
          .toList();
    }
    if (!wrong.isEmpty()) {
      cells = cells.stream()
          .map(cell -> wrong.contains(cell.name()) ? Cells.wrong(cell) : cell)
          .toList();
    }
    Outcome outcome = wrong.isEmpty() ? outcome(cells) : Outcome.WRONG_BYTES;
    List<Attempt> attempts = new ArrayList<>(earlier.stream()
        .filter(attempt -> attempt.base().equals(settings.base())
            && attempt.head().equals(settings.head())
            && attempt.profile().equals(settings.profile()))
        .toList());
    attempts.add(attempt(environment, measured.conditions(), outcome, cells));
    return new GateResult(
        environment,
        settings,
        measured.conditions(),
        measured.reference(),
        outcome,
        outcome == Outcome.INCONCLUSIVE ? causes(causes, cells) : List.of(),
        measured.partial(),
        cells,
        attempts);
  }

  private static Outcome outcome(List<CellResult> cells) {
    if (cells.stream().anyMatch(cell -> cell.verdict() == Verdict.REGRESSED)) {
      return Outcome.REGRESSED;
    }
    return cells.stream().anyMatch(cell -> cell.verdict() == Verdict.INCONCLUSIVE)
        ? Outcome.INCONCLUSIVE
        : Outcome.PASSED;
  }

  private static List<String> causes(List<String> voiding, List<CellResult> cells) {
    if (!voiding.isEmpty()) {
      return voiding;
    }
    Map<String, String> namesByCause = cells.stream()
        .filter(cell -> cell.verdict() == Verdict.INCONCLUSIVE)
        .collect(Collectors.groupingBy(
            CellResult::cause,
            LinkedHashMap::new,
            Collectors.mapping(CellResult::name, Collectors.joining(", "))));
    return namesByCause.entrySet().stream()
        .map(entry -> entry.getValue() + ": " + entry.getKey())
        .toList();
  }

  private Attempt attempt(
      Environment environment, Conditions conditions, Outcome outcome, List<CellResult> cells) {
    return new Attempt(
        environment.facts().getOrDefault("date", ""),
        settings.base(),
        settings.head(),
        settings.profile(),
        environment.facts().getOrDefault("CPU", "") + ", " + conditions.fileSystem(),
        outcome,
        cells.stream()
            .map(cell -> new Attempt.Cell(
                cell.name(),
                cell.verdict(),
                cell.estimate().ratio(),
                cell.estimate().low(),
                cell.estimate().high()))
            .toList());
  }
}
