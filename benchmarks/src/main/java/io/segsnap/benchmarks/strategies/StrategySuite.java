package io.segsnap.benchmarks.strategies;

import io.segsnap.UnsupportedStrategyException;
import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.copy.CopyStrategy;
import io.segsnap.io.Disk;
import io.segsnap.reports.Environment;
import io.segsnap.reports.JmhJson;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.StrategyTable;
import io.segsnap.reports.Table;
import io.segsnap.reports.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * Compares the copy strategies: {@code mvn -pl benchmarks}, on a generated log of 512 MiB, or
 * {@code -Dsegsnap.size}, or on the partition directory that {@code -Dsegsnap.dir} names.
 */
public final class StrategySuite {

  private static final long DEFAULT_BYTES = 512L << 20;
  private static final Duration BUDGET = Duration.ofSeconds(200);

  private final Settings settings;
  private final PrintStream out;
  private final Clock clock;

  public StrategySuite(Settings settings, PrintStream out, Clock clock) {
    this.settings = settings;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Runs, prints the table and writes the report.
   *
   * @return the report's HTML file
   */
  public Path run() throws Exception {
    return run(Optional.empty());
  }

  Path run(List<Cell> cells) throws Exception {
    return run(Optional.of(cells));
  }

  private Path run(Optional<List<Cell>> cells) throws Exception {
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      Places places = places(settings, work.path(), out);
      boolean clones = hasClones(work.path());
      if (!clones) {
        out.println("clone is unsupported here and left out");
      }
      Collection<RunResult> results =
          new Rounds(places, BUDGET, out).run(cells.orElseGet(() -> Cell.all(clones)));
      return report(places, results, clones ? List.of() : List.of(CopyStrategy.CLONE.toString()));
    }
  }

  /** Whether a file can be cloned in a folder, found out by doing it. */
  private static boolean hasClones(Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("clone-source"), "clone me");
    Path clone = folder.resolve("clone-target");
    try {
      Disk.local().cloneFile(clone, file);
      Files.delete(clone);
      return true;
    } catch (UnsupportedStrategyException e) {
      return false;
    } finally {
      Files.delete(file);
    }
  }

  /** The log to measure on, generated unless the settings name one. */
  static Places places(Settings settings, Path work, PrintStream out) throws Exception {
    if (settings.directory().isPresent()) {
      Path directory = settings.directory().get().toAbsolutePath();
      if (!Files.isDirectory(directory) || SameBytes.segments(directory).isEmpty()) {
        throw new IllegalArgumentException(
            "segsnap.dir=" + directory + ": no segments there; name a partition directory");
      }
      return new Places(directory, work);
    }
    long bytes = settings.sizeBytes().orElse(DEFAULT_BYTES);
    Path log = work.resolve("bench-0");
    out.println("generating a log of " + (bytes >> 20) + " MiB in " + work + " ...");
    GeneratedLog.write(log, bytes, Settings.SEGMENT_BYTES, Settings.SEED);
    return new Places(log, work);
  }

  private Path report(Places places, Collection<RunResult> results, List<String> unsupported)
      throws Exception {
    Path json = settings.reports().resolve("strategies.json");
    writeJson(results, json);
    long bytes = SameBytes.segmentBytes(places.log());
    int segments = SameBytes.segments(places.log()).size();
    Table table = StrategyTable.of(
        "Copy strategies on " + (bytes >> 20) + " MiB in " + segments + " segments",
        JmhJson.read(json),
        bytes,
        unsupported);
    out.println();
    out.println(TextTable.render(table));
    Environment environment = Environment.detect(places.work(), Settings.SEED, clock);
    Report report =
        new Report("segsnap: copy strategies", "mvn -pl benchmarks", environment, List.of(table));
    Path file = new ReportFiles(settings.reports()).write("strategies", report);
    out.println("Report: " + file.toAbsolutePath());
    return file;
  }

  static void writeJson(Collection<RunResult> results, Path json) throws Exception {
    Files.createDirectories(json.toAbsolutePath().resolveSibling(""));
    ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(results);
  }
}
