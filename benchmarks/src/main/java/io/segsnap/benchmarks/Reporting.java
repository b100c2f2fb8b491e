package io.segsnap.benchmarks;

import io.segsnap.reports.Environment;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.Section;
import io.segsnap.reports.Table;
import io.segsnap.reports.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Prints what a suite found and writes its report. */
public final class Reporting {

  private final Settings settings;
  private final PrintStream out;
  private final Clock clock;

  public Reporting(Settings settings, PrintStream out, Clock clock) {
    this.settings = settings;
    this.out = out;
    this.clock = clock;
  }

  /** For lines about what goes on. */
  public PrintStream out() {
    return out;
  }

  /**
   * Prints the tables and the summary, and writes all of it, charts too.
   *
   * @param name of the files
   * @param title of the report
   * @param measured folder on the file system that was measured
   * @param summary what it came to
   * @return the report's HTML file
   */
  public Path write(
      String name, String title, Path measured, Summary summary, List<? extends Section> sections)
      throws IOException {
    for (Section section : sections) {
      if (section instanceof Table table) {
        out.println();
        out.print(TextTable.render(table));
      }
    }
    out.println();
    summary.lines().forEach(out::println);
    Environment environment = Environment.detect(measured, Settings.SEED, clock);
    List<Section> all = new ArrayList<>(List.of(summary.banner()));
    all.addAll(sections);
    Report report = new Report(title, settings.command(), environment, all);
    Path file = new ReportFiles(settings.reports()).write(name, report);
    out.println("Report: " + file.toAbsolutePath());
    return file;
  }
}
