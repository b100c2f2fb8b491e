package io.segsnap.benchmarks.pause;

import io.segsnap.benchmarks.Eta;
import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.PhysicalReference;
import io.segsnap.benchmarks.ReadyBatches;
import io.segsnap.benchmarks.Reporting;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.Summary;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.io.Disk;
import io.segsnap.log.Log;
import io.segsnap.log.LogOptions;
import io.segsnap.reports.Pause;
import io.segsnap.reports.PauseCharts;
import io.segsnap.reports.PauseJson;
import io.segsnap.reports.PauseTable;
import io.segsnap.reports.Section;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
import java.util.concurrent.TimeUnit;
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

  /** Longer than the slowest background takes once. */
  private static final long PATIENCE_MS = Duration.ofMinutes(5).toMillis();

  private final Settings settings;
  private final Reporting reporting;
  private final int rounds;
  private final Duration turn;

  public PauseSuite(Settings settings, PrintStream out, Clock clock) {
    this(settings, out, clock, ROUNDS, TURN);
  }

  PauseSuite(Settings settings, PrintStream out, Clock clock, int rounds, Duration turn) {
    this.settings = settings;
    this.reporting = new Reporting(settings, out, clock);
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
    Pattern include = settings.includePattern();
    PrintStream out = reporting.out();
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      Path directory = work.path().resolve("bench-0");
      out.println("generating a log of " + (bytes >> 20) + " MiB in " + work.path() + " ...");
      GeneratedLog.write(directory, bytes, Settings.SEGMENT_BYTES, Settings.SEED);
      Map<String, Pause> pauses = new LinkedHashMap<>();
      LogOptions options =
          LogOptions.defaults().withSegmentBytes(Settings.SEGMENT_BYTES).withSyncOnRoll(false);
      try {
        try (Log log = Log.open(directory, options)) {
          measure(log, work.path(), include, pauses);
        }
        List<Section> sections = new ArrayList<>(sections(List.copyOf(pauses.values()), bytes));
        sections.add(PhysicalReference.measure(directory, work.path()));
        Summary summary = Summary.complete("Percentiles are over all turns.", List.of());
        writeJson("pause.json", List.copyOf(pauses.values()));
        return report(work.path(), sections, summary);
      } catch (Exception | OutOfMemoryError e) {
        List<Pause> measured =
            pauses.values().stream().filter(pause -> pause.times() > 0).toList();
        if (!measured.isEmpty()) {
          work.rescue(e, reason -> {
            writeJson("pause.partial.json", measured);
            report(work.path(), sections(measured, bytes), Summary.partial(reason, List.of()));
          });
        }
        throw e;
      }
    }
  }

  private void measure(Log log, Path scratch, Pattern include, Map<String, Pause> pauses)
      throws Exception {
    OpenLoop loop = new OpenLoop(log, new ReadyBatches(Settings.SEED), PER_SECOND);
    SnapshotManager manager = SnapshotManager.open(
        log.directory(),
        SnapshotOptions.defaults().withSnapshotDirectory(scratch.resolve("snapshots")));
    boolean hasClones = Disk.local().mayClone(log.directory(), scratch);
    if (!hasClones) {
      reporting.out().println("create clone is left out: unsupported here");
    }
    List<Background> order =
        new ArrayList<>(Backgrounds.of(log, manager, loop, scratch, hasClones));
    List<String> names = order.stream().map(Background::name).toList();
    order
        .subList(1, order.size())
        .removeIf(other -> !include.matcher(other.name()).find());
    if (order.size() == 1 && !include.matcher(order.get(0).name()).find()) {
      throw new IllegalArgumentException(
          "bench.include=" + include + ": matches no background; there are " + names);
    }
    order.forEach(background -> pauses.put(background.name(), Pause.none(background.name())));
    long start = System.nanoTime();
    int done = 0;
    for (int round = -1; round < rounds; round++) { // the first warms up
      for (Background background : order) {
        Pause pause = takeTurn(log, loop, background);
        if (round >= 0) {
          pauses.merge(background.name(), pause, Pause::plus);
        }
        done++;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Duration left = Eta.left(elapsed, done, order.size() * (rounds + 1));
        reporting
            .out()
            .printf(
                "round %d of %d: %s, %s%n", round + 1, rounds, background.name(), Eta.text(left));
      }
      Collections.reverse(order);
    }
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
      thread.shutdown(); // what it does now must end before its files go
      thread.awaitTermination(turn.toMillis() + PATIENCE_MS, TimeUnit.MILLISECONDS);
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

  private void writeJson(String name, List<Pause> pauses) throws IOException {
    Files.createDirectories(settings.reports());
    PauseJson.write(settings.reports().resolve(name), pauses);
  }

  private Path report(Path folder, List<Section> sections, Summary summary) throws Exception {
    return reporting.write("pause", "segsnap: pauses", folder, summary, sections);
  }

  private List<Section> sections(List<Pause> pauses, long bytes) {
    String title = "Appending " + PER_SECOND + " batches of 16 KiB a second to a log of "
        + (bytes >> 20) + " MiB";
    List<Section> sections = new ArrayList<>();
    sections.add(PauseTable.of(title, pauses));
    sections.addAll(PauseCharts.of(pauses));
    return sections;
  }
}
