package io.segsnap.benchmarks;

import io.segsnap.benchmarks.duels.DuelSuite;
import io.segsnap.benchmarks.pause.PauseSuite;
import io.segsnap.benchmarks.strategies.JmhSuite;
import io.segsnap.benchmarks.strategies.StrategySuite;
import io.segsnap.reports.ReportInputException;
import java.io.PrintStream;
import java.time.Clock;

/**
 * Runs the benchmarks: {@code mvn -pl benchmarks}. What it runs is up to the properties of {@link
 * Settings}.
 */
public final class Main {
  static final int FAILED = 1;
  static final int WRONG_INPUT = 2;

  private Main() {}

  /**
   * Exits with 0, with 1 if a benchmark failed or its results were wrong, or with 2 if a property
   * can't be used.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err));
  }

  private static int run(PrintStream out, PrintStream err) {
    try {
      // JMH's lock is one for the whole machine, and other users' benchmarks hold it too
      System.setProperty("jmh.ignoreLock", "true");
      Settings settings = Settings.of(System.getProperties());
      run(settings, out, Clock.systemUTC());
      return 0;
    } catch (IllegalArgumentException | ReportInputException e) {
      err.println("segsnap benchmarks: " + e.getMessage());
      return WRONG_INPUT;
    } catch (Exception e) {
      e.printStackTrace(err);
      return FAILED;
    }
  }

  private static void run(Settings settings, PrintStream out, Clock clock) throws Exception {
    switch (settings.suite()) {
      case LOG -> DuelSuite.ofLog(settings, out, clock).run();
      case SNAPSHOTS -> DuelSuite.ofSnapshots(settings, out, clock).run();
      case PAUSE -> new PauseSuite(settings, out, clock).run();
      case STRATEGIES -> runStrategies(settings, out, clock);
    }
  }

  private static void runStrategies(Settings settings, PrintStream out, Clock clock)
      throws Exception {
    if (settings.include().isPresent()) {
      new JmhSuite(settings, out, clock).run(settings.include().get());
    } else {
      new StrategySuite(settings, out, clock).run();
    }
  }
}
