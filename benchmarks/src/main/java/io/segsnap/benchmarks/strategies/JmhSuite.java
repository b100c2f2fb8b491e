package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.reports.Environment;
import io.segsnap.reports.JmhJson;
import io.segsnap.reports.JmhTable;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks whose names match {@code -Dbench.include=REGEX}, with JMH's own output.
 */
public final class JmhSuite {

  private final Settings settings;
  private final PrintStream out;
  private final Clock clock;

  public JmhSuite(Settings settings, PrintStream out, Clock clock) {
    this.settings = settings;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Runs and writes the report.
   *
   * @param include regular expression
   * @return the report's HTML file
   */
  public Path run(String include) throws Exception {
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      Places places = needsLog(include)
          ? StrategySuite.places(settings, work.path(), out)
          : new Places(work.path(), work.path());
      var options = new OptionsBuilder()
          .include(include)
          .addProfiler(GCProfiler.class)
          .addProfiler(HeapProfiler.class)
          .jvmArgsAppend(places.jvmArgs().toArray(String[]::new))
          .shouldFailOnError(true)
          .build();
      Collection<RunResult> results = new Runner(options).run();
      if (results.isEmpty()) {
        throw new IllegalArgumentException("bench.include=" + include + ": matches no benchmark");
      }
      return report(include, places, results);
    }
  }

  private static boolean needsLog(String include) {
    Pattern pattern = Pattern.compile(include);
    return Cell.all(true).stream()
        .anyMatch(cell ->
            pattern.matcher(cell.benchmark().getName() + "." + cell.method()).find());
  }

  private Path report(String include, Places places, Collection<RunResult> results)
      throws Exception {
    Path json = settings.reports().resolve("jmh.json");
    StrategySuite.writeJson(results, json);
    Table table = JmhTable.of("JMH results", JmhJson.read(json));
    Environment environment = Environment.detect(places.work(), Settings.SEED, clock);
    String command = "mvn -pl benchmarks -Dbench.include=" + include;
    Report report = new Report("segsnap: JMH", command, environment, List.of(table));
    Path file = new ReportFiles(settings.reports()).write("jmh", report);
    out.println("Report: " + file.toAbsolutePath());
    return file;
  }
}
