package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Eta;
import io.segsnap.benchmarks.Reporting;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.Summary;
import io.segsnap.reports.JmhJson;
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
import java.util.function.Function;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks with all values of their parameters, as often as they are annotated: those whose
 * names match {@code -Dbench.include=REGEX}, with JMH's own output, or all of them, which takes
 * hours, and then all other suites: {@code mvn -pl benchmarks -Dsegsnap.bench=full}. {@code
 * -Dbench.params} restricts both, and may name several disks: see {@link DiskBenchmark}.
 */
public final class JmhSuite {

  private final Settings settings;
  private final Reporting reporting;
  private final Clock clock;

  public JmhSuite(Settings settings, PrintStream out, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.reporting = new Reporting(settings, out, clock);
  }

  /**
   * Runs and writes the report. What was measured before a failure is reported too.
   *
   * @return the report's HTML file
   */
  public Path run() throws Exception {
    String include = settings.include().orElse("");
    boolean isFull = include.isEmpty();
    List<String> names =
        settings.params().getOrDefault(DiskBenchmark.DISK, List.of(DiskBenchmark.WORK));
    try (Disks disks = Disks.open(names, settings)) {
      TestBed bed = disks.bed();
      Path work = bed.places().work();
      List<Cell> cells = Cells.matching(include, overrides(bed));
      VerboseMode verbosity = isFull ? VerboseMode.SILENT : VerboseMode.NORMAL;
      CellRunner runner = new CellRunner(disks::places, Optional.empty(), verbosity);
      Map<Cell, String> unsupported = new LinkedHashMap<>();
      Map<Cell, List<JmhRun>> runs = new LinkedHashMap<>();
      String name = isFull ? "full" : "jmh";
      try {
        runAll(cells, disks::problem, runner, runs, unsupported, name);
        List<Table> reference = new ArrayList<>(disks.table(clock));
        if (cells.stream()
            .anyMatch(cell -> LogBenchmark.class.isAssignableFrom(cell.benchmark()))) {
          reference.addAll(disks.limits());
        }
        return report(work, name, runs, unsupported, reference, Optional.empty());
      } catch (Exception | OutOfMemoryError e) {
        if (!runs.isEmpty()) {
          disks.rescue(
              e, reason -> report(work, name, runs, unsupported, List.of(), Optional.of(reason)));
        }
        throw e;
      }
    }
  }

  /** The user's directory has the shape it has; a size alone changes the generated log's. */
  private Map<String, List<String>> overrides(TestBed bed) {
    Map<String, List<String>> overrides = new LinkedHashMap<>(settings.params());
    if (settings.directory().isPresent() || settings.sizeBytes().isPresent()) {
      overrides.putAll(bed.shape());
    }
    return overrides;
  }

  private void runAll(
      List<Cell> cells,
      Function<Cell, Optional<String>> problems,
      CellRunner runner,
      Map<Cell, List<JmhRun>> runs,
      Map<Cell, String> unsupported,
      String name)
      throws Exception {
    long start = System.nanoTime();
    int done = 0;
    for (Cell cell : cells) {
      done++;
      Optional<String> problem = problems.apply(cell);
      if (problem.isPresent()) {
        unsupported.put(cell, problem.get());
        continue;
      }
      JmhRun run;
      try {
        run = runner.run(cell);
      } catch (UnsupportedCellException e) {
        unsupported.put(cell, String.valueOf(e.getMessage()));
        continue;
      }
      runs.computeIfAbsent(cell, unmeasured -> new ArrayList<>()).add(run);
      JmhRun.write(runs, partial(name));
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      reporting
          .out()
          .printf(
              "%d of %d: %s: %s, %s%n",
              done, cells.size(), cell, run, Eta.text(Eta.left(elapsed, done, cells.size())));
    }
  }

  /** Written after each cell, so that there is something left however this process ends. */
  private Path partial(String name) {
    return settings.reports().resolve(name + ".partial.json");
  }

  private Path report(
      Path folder,
      String name,
      Map<Cell, List<JmhRun>> runs,
      Map<Cell, String> unsupported,
      List<Table> reference,
      Optional<String> problem)
      throws Exception {
    Path json = partial(name);
    JmhRun.write(runs, json);
    if (problem.isEmpty()) {
      json = Files.move(
          json, settings.reports().resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }
    List<Table> tables = new ArrayList<>();
    tables.add(OperationTable.of("JMH results", JmhJson.read(json), unsupported));
    tables.addAll(reference);
    Summary summary = problem
        .map(reason -> Summary.partial(reason, List.of()))
        .orElse(Summary.complete("Each result is the median of its runs.", List.of()));
    return reporting.write(name, "segsnap: JMH", folder, summary, tables);
  }
}
