package io.segsnap.benchmarks.pause;

import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Environment;
import io.segsnap.reports.Pause;
import io.segsnap.reports.PauseTable;
import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.Table;
import io.segsnap.reports.TextTable;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Latencies of an appender of {@value #PER_SECOND} batches of 16 KiB a second, not synced, with and
 * without snapshots of the log in the background: {@code mvn -pl benchmarks -Dsegsnap.bench=pause}, on a
 * log of 2 GiB or {@code -Dsegsnap.size}. All backgrounds take turns, in rounds of alternating order;
 * what a turn appended is cut off after it. {@code bench.include} restricts the backgrounds.
 */
public final class PauseSuite {

  private static final long DEFAULT_BYTES = 2L << 30;
  private static final int PER_SECOND = 2000;
  private static final int ROUNDS = 3;
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final long HIGHEST_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int DIGITS = 3;

  private final Settings settings;
  private final PrintStream out;
  private final Clock clock;
  private final int rounds;
  private final Duration turn;

  public PauseSuite(Settings settings, PrintStream out, Clock clock) {
    this(settings, out, clock, ROUNDS, TURN);
  }

  PauseSuite(Settings settings, PrintStream out, Clock clock, int rounds, Duration turn) {
    this.settings = settings;
    this.out = out;
    this.clock = clock;
    this.rounds = rounds;
    this.turn = turn;
  }

  /**
   * Runs, prints the table and writes the report.
   *
   * @return the report's HTML file
   */
  public Path run() throws Exception {
    long bytes = settings.sizeBytes().orElse(DEFAULT_BYTES);
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      Path directory = work.path().resolve("bench-0");
      out.println("generating a log of " + (bytes >> 20) + " MiB in " + work.path() + " ...");
      GeneratedLog.write(directory, bytes, Settings.SEGMENT_BYTES, Settings.SEED);
      List<Pause> pauses;
      LogOptions options =
          LogOptions.defaults().withSegmentBytes(Settings.SEGMENT_BYTES).withSyncOnRoll(false);
      try (Log log = Log.open(directory, options)) {
        pauses = measure(log, work.path());
      }
      return report(work.path(), pauses, bytes);
    }
  }

  private List<Pause> measure(Log log, Path scratch) throws Exception {
    OpenLoop loop = new OpenLoop(log, new ReadyBatches(Settings.SEED), PER_SECOND);
    SnapshotManager manager = SnapshotManager.open(
        log.directory(),
        SnapshotOptions.defaults().withSnapshotDirectory(scratch.resolve("snapshots")));
    List<Background> order = new ArrayList<>(Backgrounds.of(log, manager, loop, scratch));
    Pattern include = Pattern.compile(settings.include().orElse(""));
    order
        .subList(1, order.size())
        .removeIf(other -> !include.matcher(other.name()).find());
    Map<String, Pause> pauses = new LinkedHashMap<>();
    order.forEach(background -> pauses.put(background.name(), Pause.none(background.name())));
    for (int round = -1; round < rounds; round++) { // the first warms up
      for (Background background : order) {
        out.printf("round %d of %d: %s ...%n", round + 1, rounds, background.name());
        Pause pause = takeTurn(log, loop, background);
        if (round >= 0) {
          pauses.merge(background.name(), pause, Pause::plus);
        }
      }
      Collections.reverse(order);
    }
    return List.copyOf(pauses.values());
  }

  private Pause takeTurn(Log log, OpenLoop loop, Background background) throws Exception {
    Histogram latencies = new Histogram(HIGHEST_NANOS, DIGITS);
    long end = log.logEndOffset();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> repeated = thread.submit(() -> repeat(loop, background));
      double reached = loop.run(latencies);
      int times = repeated.get();
      return new Pause(background.name(), times, latencies, PER_SECOND, List.of(reached));
    } finally {
      thread.shutdown();
      log.truncateTo(end);
    }
  }

  private int repeat(OpenLoop loop, Background background) throws Exception {
    long start = System.nanoTime();
    int times = 0;
    try {
      while (System.nanoTime() - start < turn.toNanos()) {
        loop.openWindow();
        background.run();
        loop.closeWindow();
        background.undo();
        times++;
      }
      return times;
    } finally {
      loop.closeWindow();
      loop.end();
    }
  }

  private Path report(Path folder, List<Pause> pauses, long bytes) throws Exception {
    Table table = PauseTable.of(
        "Appending " + PER_SECOND + " batches of 16 KiB a second to a log of " + (bytes >> 20)
            + " MiB",
        pauses);
    out.println();
    out.println(TextTable.render(table));
    Environment environment = Environment.detect(folder, Settings.SEED, clock);
    Report report = new Report(
        "segsnap: pauses", "mvn -pl benchmarks -Dsegsnap.bench=pause", environment, List.of(table));
    Path file = new ReportFiles(settings.reports()).write("pause", report);
    out.println("Report: " + file.toAbsolutePath());
    return file;
  }
}
