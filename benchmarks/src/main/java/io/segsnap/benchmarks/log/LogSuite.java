package io.segsnap.benchmarks.log;

import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.benchmarks.log.LogDuel.Folders;
import io.segsnap.reports.Comparison;
import io.segsnap.reports.ComparisonTable;
import io.segsnap.reports.Environment;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.Table;
import io.segsnap.reports.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The log against Kafka's: {@code mvn -pl benchmarks -Dsegsnap.bench=log}. It measures on a
 * generated log of 2 GiB, or {@code -Dsegsnap.size}, whose pages are in memory. A duel that {@code
 * bench.include} names runs alone.
 */
public final class LogSuite {

  private static final long DEFAULT_BYTES = 2L << 30;
  private static final String COMMAND = "mvn -pl benchmarks -Dsegsnap.bench=log";

  private final Settings settings;
  private final PrintStream out;
  private final Clock clock;

  public LogSuite(Settings settings, PrintStream out, Clock clock) {
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
    List<LogDuel> duels = duels();
    Path parent = settings.workParent();
    try (WorkFolder work = WorkFolder.in(parent)) {
      Folders folders = generate(work.path());
      List<Comparison> comparisons = new ArrayList<>();
      for (LogDuel duel : duels) {
        out.println(duel.title() + " ...");
        comparisons.addAll(duel.run(folders));
      }
      return report(work.path(), comparisons, folders.bytes());
    }
  }

  private List<LogDuel> duels() throws IOException {
    Pattern include = Pattern.compile(settings.include().orElse(""));
    List<LogDuel> duels =
        List.<LogDuel>of(new OpenDuel(), new ReadDuel(), new ScanDuel(), new AppendDuel()).stream()
            .filter(duel -> include.matcher(duel.getClass().getName()).find())
            .toList();
    if (duels.isEmpty()) {
      throw new IllegalArgumentException("bench.include=" + include + ": matches no duel");
    }
    return duels;
  }

  private Folders generate(Path work) throws Exception {
    long bytes = settings.sizeBytes().orElse(DEFAULT_BYTES);
    Path ours = work.resolve("bench-0");
    Path kafkas = work.resolve("bench-1");
    out.println("generating two logs of " + (bytes >> 20) + " MiB in " + work + " ...");
    GeneratedLog.write(ours, bytes, Settings.SEGMENT_BYTES, Settings.SEED);
    GeneratedLog.write(kafkas, bytes, Settings.SEGMENT_BYTES, Settings.SEED);
    return new Folders(ours, kafkas, work, bytes);
  }

  private Path report(Path folder, List<Comparison> comparisons, long bytes) throws Exception {
    String title = "The log against Kafka's own, on " + (bytes >> 20) + " MiB";
    Table table = ComparisonTable.of(title, comparisons);
    out.println();
    out.println(TextTable.render(table));
    Environment environment = Environment.detect(folder, Settings.SEED, clock);
    Report report = new Report("segsnap: log", COMMAND, environment, List.of(table));
    Path file = new ReportFiles(settings.reports()).write("log", report);
    out.println("Report: " + file.toAbsolutePath());
    return file;
  }
}
