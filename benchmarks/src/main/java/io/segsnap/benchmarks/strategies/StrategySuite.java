package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Reporting;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.Summary;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.reports.JmhJson;
import io.segsnap.reports.JmhResult;
import io.segsnap.reports.Section;
import io.segsnap.reports.StrategyCharts;
import io.segsnap.reports.Table;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares the copy strategies and recommends one: {@code mvn -pl benchmarks}, on a generated log of
 * 512 MiB, or {@code -Dsegsnap.size}, or on the partition directory that {@code -Dsegsnap.dir} names.
 */
public final class StrategySuite {

  private static final String NAME = "strategies";

  /** With building, generating and reporting, the whole stays below 6 minutes. */
  private static final Duration BUDGET = Duration.ofSeconds(285);

  /** A log that is smaller only shows that all works. */
  private static final long LEAST_BYTES = 128L << 20;

  private static final Duration SMALL_BUDGET = Duration.ofSeconds(40);

  private final Settings settings;
  private final Reporting reporting;
  private final Optional<Duration> budget;

  public StrategySuite(Settings settings, PrintStream out, Clock clock) {
    this(settings, out, clock, Optional.empty());
  }

  /**
   * @param budget if other than what the size of the log asks for
   */
  StrategySuite(Settings settings, PrintStream out, Clock clock, Optional<Duration> budget) {
    this.settings = settings;
    this.reporting = new Reporting(settings, out, clock);
    this.budget = budget;
  }

  /**
   * Runs, prints the tables and writes the report.
   *
   * @return the report's HTML file
   */
  public Path run() throws Exception {
    return run(Optional.empty());
  }

  Path run(List<Cell> cells) throws Exception {
    return run(Optional.of(cells));
  }

  private Path run(Optional<List<Cell>> chosen) throws Exception {
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      TestBed bed = TestBed.of(settings, work.path());
      reporting.out().println("preparing a log in " + work.path() + " ...");
      Path log = bed.log();
      Support support = Support.detect(work.path(), log);
      List<Cell> cells = chosen.orElseGet(
          () -> new DefaultCells(bed.shape(), Runtime.getRuntime().availableProcessors()).all());
      Map<Cell, String> unsupported = new LinkedHashMap<>();
      cells.forEach(
          cell -> support.problem(cell).ifPresent(reason -> unsupported.put(cell, reason)));
      List<Cell> supported =
          cells.stream().filter(cell -> !unsupported.containsKey(cell)).toList();
      CellRunner runner = new CellRunner(cell -> bed.places(), Optional.of(1), VerboseMode.SILENT);
      Path partial = settings.reports().resolve(NAME + ".partial.json");
      long bytes = SegmentFiles.bytes(log);
      Duration time = budget.orElse(bytes < LEAST_BYTES ? SMALL_BUDGET : BUDGET);
      Rounds<JmhRun> rounds = new Rounds<>(runner::run, time, reporting.out(), System::nanoTime);
      Found found = new Found(rounds, supported, unsupported, bytes);
      try {
        rounds.run(supported);
      } catch (Exception | OutOfMemoryError e) {
        if (!rounds.results().isEmpty()) {
          work.rescue(e, reason -> {
            JmhRun.write(rounds.results(), partial);
            report(work.path(), partial, found, Optional.of(reason));
          });
        }
        throw e;
      }
      JmhRun.write(rounds.results(), partial);
      if (found.missing().isPresent()) {
        return report(work.path(), partial, found, found.missing());
      }
      Path json = settings.reports().resolve(NAME + ".json");
      Files.move(partial, json, StandardCopyOption.REPLACE_EXISTING);
      return report(work.path(), json, found, Optional.empty());
    }
  }

  /** What a run came to. */
  private record Found(
      Rounds<JmhRun> rounds, List<Cell> cells, Map<Cell, String> unsupported, long bytes) {

    /** What to say if not all of it could be measured in time. */
    Optional<String> missing() {
      long missing = cells.stream().distinct().count()
          - rounds.results().size()
          - rounds.unsupported().size();
      return missing == 0
          ? Optional.empty()
          : Optional.of("the time was over with " + missing + " of the benchmarks not run");
    }
  }

  private Path report(Path folder, Path json, Found found, Optional<String> problem)
      throws Exception {
    List<JmhResult> results = JmhJson.read(json);
    List<Outcome> outcomes =
        results.stream().map(result -> new Outcome(result, found.bytes())).toList();
    Map<Cell, String> unsupported = new LinkedHashMap<>(found.unsupported());
    unsupported.putAll(found.rounds().unsupported());
    Table copies =
        CopyTable.of("Copy strategies on " + (found.bytes() >> 20) + " MiB", outcomes, unsupported);
    List<JmhResult> rest = outcomes.stream()
        .filter(outcome -> !CopyTable.shows(outcome.operation()))
        .map(Outcome::result)
        .toList();
    Table others = OperationTable.of("Other operations", rest, Map.of());
    List<String> advice = Recommendation.of(outcomes);
    Summary summary = problem
        .map(reason -> Summary.partial(reason, advice))
        .orElse(Summary.complete("Each result is the median of its runs.", advice));
    List<Section> sections = new ArrayList<>(List.of(copies, others));
    List<String> missing = unsupported.keySet().stream()
        .map(Cell::strategy)
        .filter(strategy -> !strategy.isEmpty())
        .distinct()
        .filter(strategy ->
            outcomes.stream().noneMatch(outcome -> outcome.strategy().equals(strategy)))
        .toList();
    sections.addAll(StrategyCharts.of(results, found.bytes(), missing));
    return reporting.write(NAME, "segsnap: copy strategies", folder, summary, sections);
  }
}
