package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
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
 * Contests on a generated log of 2 GiB, or {@code -Dsegsnap.size}, whose pages are in memory. One
 * that {@code bench.include} names runs alone.
 */
public final class DuelSuite {

  private static final long DEFAULT_BYTES = 2L << 30;

  private final String name;
  private final String title;
  private final List<Contest> contests;
  private final Settings settings;
  private final PrintStream out;
  private final Clock clock;

  private DuelSuite(
      String name,
      String title,
      List<Contest> contests,
      Settings settings,
      PrintStream out,
      Clock clock) {
    this.name = name;
    this.title = title;
    this.contests = contests;
    this.settings = settings;
    this.out = out;
    this.clock = clock;
  }

  /** The log against Kafka's: {@code mvn -pl benchmarks -Dsegsnap.bench=log}. */
  public static DuelSuite ofLog(Settings settings, PrintStream out, Clock clock)
      throws IOException {
    return new DuelSuite(
        "log",
        "The log against Kafka's own",
        List.of(new OpenDuel(), new ReadDuel(), new ScanDuel(), new AppendDuel()),
        settings,
        out,
        clock);
  }

  /**
   * Snapshots against {@code cp} and Kafka: {@code mvn -pl benchmarks -Dsegsnap.bench=snapshots}.
   */
  public static DuelSuite ofSnapshots(Settings settings, PrintStream out, Clock clock) {
    return new DuelSuite(
        "snapshots",
        "Snapshots against cp and Kafka",
        List.of(new LinkDuel(), new VerifyDuel(), new CopyDuel()),
        settings,
        out,
        clock);
  }

  /**
   * Runs, prints the table and writes the report.
   *
   * @return the report's HTML file
   * @throws IllegalArgumentException if {@code bench.include} matches no contest
   */
  public Path run() throws Exception {
    List<Contest> included = included();
    long bytes = settings.sizeBytes().orElse(DEFAULT_BYTES);
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      Logs logs = new Logs(work.path(), bytes, out);
      List<Comparison> comparisons = new ArrayList<>();
      for (Contest contest : included) {
        out.println(contest.title() + " ...");
        comparisons.addAll(contest.run(logs));
      }
      return report(work.path(), comparisons, bytes);
    }
  }

  private List<Contest> included() {
    Pattern include = Pattern.compile(settings.include().orElse(""));
    List<Contest> included = contests.stream()
        .filter(contest -> include.matcher(contest.getClass().getName()).find())
        .toList();
    if (included.isEmpty()) {
      throw new IllegalArgumentException("bench.include=" + include + ": matches no duel");
    }
    return included;
  }

  private Path report(Path folder, List<Comparison> comparisons, long bytes) throws Exception {
    Table table = ComparisonTable.of(title + ", on " + (bytes >> 20) + " MiB", comparisons);
    out.println();
    out.println(TextTable.render(table));
    Environment environment = Environment.detect(folder, Settings.SEED, clock);
    String command = "mvn -pl benchmarks -Dsegsnap.bench=" + name;
    Report report = new Report("segsnap: " + name, command, environment, List.of(table));
    Path file = new ReportFiles(settings.reports()).write(name, report);
    out.println("Report: " + file.toAbsolutePath());
    return file;
  }
}
