package io.segsnap.benchmarks.scaling;

import io.segsnap.benchmarks.Eta;
import io.segsnap.benchmarks.LogShape;
import io.segsnap.benchmarks.PhysicalReference;
import io.segsnap.benchmarks.Reporting;
import io.segsnap.benchmarks.SegmentFiles;
import io.segsnap.benchmarks.Settings;
import io.segsnap.benchmarks.Summary;
import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.reports.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How operations scale with threads, segments and bytes, and what each segment and byte costs: {@code
 * mvn -pl benchmarks -Dsegsnap.bench=scaling}. Logs are of 64 MiB to 1 GiB, or to {@code
 * -Dsegsnap.size=16g}, where the disk has room for them. Each round visits all, every second one in
 * reverse; rounds end when their time is over, and the first is always completed.
 */
public final class ScalingSuite {

  private static final long DEFAULT_MOST_BYTES = 1L << 30;
  private static final Duration BUDGET = Duration.ofMinutes(6);
  private static final int MOST_ROUNDS = 5;

  /** The log, a snapshot, what is restored, and the logs of other sizes. */
  private static final int COPIES = 5;

  private final Settings settings;
  private final Reporting reporting;
  private final Duration budget;

  public ScalingSuite(Settings settings, PrintStream out, Clock clock) {
    this(settings, out, clock, BUDGET);
  }

  ScalingSuite(Settings settings, PrintStream out, Clock clock, Duration budget) {
    this.settings = settings;
    this.reporting = new Reporting(settings, out, clock);
    this.budget = budget;
  }

  /**
   * Runs, prints the tables and writes the report. What was measured before a failure is reported
   * too.
   *
   * @return the report's HTML file
   */
  public Path run() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    try (WorkFolder work = WorkFolder.in(settings.workParent())) {
      return run(work, Spot.all(processors, mostBytes(work.path())));
    }
  }

  Path run(WorkFolder work, List<Spot> spots) throws Exception {
    Measurements measurements = new Measurements();
    try {
      measure(work.path(), spots, measurements);
      Path log = spots.get(0).shape().in(work.path());
      List<Section> sections = new ArrayList<>(measurements.sections());
      sections.add(PhysicalReference.measure(log, work.path()));
      Summary summary = Summary.complete("Each figure is the median of its rounds.", List.of());
      return report(work, summary, sections);
    } catch (Exception | OutOfMemoryError e) {
      if (!measurements.isEmpty()) {
        work.rescue(
            e, reason -> report(work, Summary.partial(reason, List.of()), measurements.sections()));
      }
      throw e;
    }
  }

  private Path report(WorkFolder work, Summary summary, List<Section> sections) throws IOException {
    return reporting.write("scaling", "segsnap: scaling", work.path(), summary, sections);
  }

  private long mostBytes(Path work) throws IOException {
    long wanted = settings.sizeBytes().orElse(DEFAULT_MOST_BYTES);
    long room = Files.getFileStore(work).getUsableSpace() / COPIES;
    if (wanted > room) {
      reporting
          .out()
          .println("logs of more than " + (room >> 20) + " MiB are left out: the disk is too full");
    }
    return Math.min(wanted, room);
  }

  private void measure(Path work, List<Spot> spots, Measurements measurements) throws Exception {
    Station station = new Station(work);
    List<Spot> order = new ArrayList<>(spots);
    for (Spot spot : order) {
      LogShape shape = spot.shape();
      reporting.out().println("preparing a log of " + shape + " ...");
      measurements.measuredOn(spot, SegmentFiles.bytes(shape.in(work)));
    }
    long start = System.nanoTime();
    int done = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      for (Spot spot : order) {
        Map<Operation, Double> times = station.measure(spot);
        times.forEach((operation, ms) -> measurements.add(operation, spot, ms));
        done++;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Duration left = round == 0
            ? Eta.left(elapsed, done, order.size())
            : Eta.within(elapsed, done, order.size() * MOST_ROUNDS, budget);
        reporting.out().printf("round %d: %s: %s%n", round + 1, spot, Eta.text(left));
        if (round > 0 && elapsed.compareTo(budget) > 0) {
          return;
        }
      }
      if (isOver(start)) {
        return;
      }
      Collections.reverse(order);
    }
  }

  private boolean isOver(long start) {
    return Optional.of(Duration.ofNanos(System.nanoTime() - start))
        .filter(elapsed -> elapsed.compareTo(budget) > 0)
        .isPresent();
  }
}
