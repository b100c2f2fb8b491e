package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.PhysicalReference;
import io.segsnap.benchmarks.Reporting;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.Summary;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.reports.Comparison;
import io.segsnap.reports.ComparisonTable;
import io.segsnap.reports.Section;
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
  private final Reporting reporting;

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
    this.reporting = new Reporting(settings, out, clock);
  }

  /** The log against Kafka's: {@code mvn -pl benchmarks -Dsegsnap.bench=log}. */
  public static DuelSuite ofLog(Settings settings, PrintStream out, Clock clock)
      throws IOException {
    return new DuelSuite(
        "log",
        "The log against Kafka's own",
        List.of(
            new OpenDuel(), new RecoveryDuel(), new ReadDuel(), new ScanDuel(), new AppendDuel()),
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
      Logs logs = new Logs(work.path(), bytes, reporting.out());
      List<Comparison> comparisons = new ArrayList<>();
      try {
        run(included, logs, comparisons);
        List<Section> sections = new ArrayList<>(sections(comparisons, bytes));
        sections.add(PhysicalReference.measure(logs.ours(), work.path()));
        Summary summary = Summary.complete("Each ratio is the median of its pairs.", List.of());
        return report(work, summary, sections);
      } catch (Exception | OutOfMemoryError e) {
        if (!comparisons.isEmpty()) {
          work.rescue(
              e,
              reason ->
                  report(work, Summary.partial(reason, List.of()), sections(comparisons, bytes)));
        }
        throw e;
      }
    }
  }

  private Path report(WorkFolder work, Summary summary, List<Section> sections) throws IOException {
    return reporting.write(name, "segsnap: " + name, work.path(), summary, sections);
  }

  /**
   * Runs every contest for another suite's report.
   *
   * @param work folder for logs and results
   * @param bytes size of the logs
   */
  public List<Section> compare(Path work, long bytes) throws Exception {
    List<Comparison> comparisons = new ArrayList<>();
    run(contests, new Logs(work, bytes, reporting.out()), comparisons);
    return sections(comparisons, bytes);
  }

  private void run(List<Contest> chosen, Logs logs, List<Comparison> comparisons) throws Exception {
    for (Contest contest : chosen) {
      reporting.out().println(contest.title() + " ...");
      comparisons.addAll(contest.run(logs));
    }
  }

  private List<Section> sections(List<Comparison> comparisons, long bytes) {
    return List.of(ComparisonTable.of(title + ", on " + (bytes >> 20) + " MiB", comparisons));
  }

  private List<Contest> included() {
    Pattern include = settings.includePattern();
    List<Contest> included = contests.stream()
        .filter(contest -> include.matcher(contest.getClass().getName()).find())
        .toList();
    if (included.isEmpty()) {
      throw new IllegalArgumentException("bench.include=" + include + ": matches no duel");
    }
    return included;
  }
}
