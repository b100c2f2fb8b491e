package io.segsnap.benchmarks;

import io.segsnap.benchmarks.duels.DuelSuite;
import io.segsnap.benchmarks.pause.PauseSuite;
import io.segsnap.benchmarks.peers.PeerSuite;
import io.segsnap.benchmarks.scaling.ScalingSuite;
import io.segsnap.benchmarks.strategies.JmhSuite;
import io.segsnap.benchmarks.strategies.StrategySuite;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Properties;

/**
 * Runs the benchmarks: {@code mvn -pl benchmarks}. What it runs is up to the properties of {@link
 * Settings}.
 */
public final class Main {

  private Main() {}

  /**
   * Exits with an {@link ExitCode}; other than 0, after one line on standard error.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.exit(run(System.getProperties(), System.out, System.err).number());
  }

  static ExitCode run(Properties properties, PrintStream out, PrintStream err) {
    try {
      // JMH's lock is one for the whole machine, and other users' benchmarks hold it too
      System.setProperty("jmh.ignoreLock", "true");
      run(Settings.of(properties), out, Clock.systemUTC());
      return ExitCode.OK;
    } catch (Exception | OutOfMemoryError e) {
      Failure failure = Failure.of(e);
      err.println("segsnap benchmarks: " + failure.line());
      return failure.code();
    }
  }

  private static void run(Settings settings, PrintStream out, Clock clock) throws Exception {
    switch (settings.suite()) {
      case LOG -> DuelSuite.ofLog(settings, out, clock).run();
      case SNAPSHOTS -> DuelSuite.ofSnapshots(settings, out, clock).run();
      case PAUSE -> new PauseSuite(settings, out, clock).run();
      case FULL -> runAll(settings, out, clock);
      case STRATEGIES -> runStrategies(settings, out, clock);
      case SCALING -> new ScalingSuite(settings, out, clock).run();
      case PEERS -> new PeerSuite(settings, out, clock).run();
    }
  }

  private static void runAll(Settings settings, PrintStream out, Clock clock) throws Exception {
    new JmhSuite(settings, out, clock).run();
    if (settings.include().isPresent() || !settings.params().isEmpty()) {
      return; // which name benchmarks of JMH
    }
    new ScalingSuite(settings, out, clock).run();
    new PauseSuite(settings, out, clock).run();
    new PeerSuite(settings, out, clock).run();
    DuelSuite.ofLog(settings, out, clock).run();
    DuelSuite.ofSnapshots(settings, out, clock).run();
  }

  private static void runStrategies(Settings settings, PrintStream out, Clock clock)
      throws Exception {
    if (settings.include().isPresent() || !settings.params().isEmpty()) {
      new JmhSuite(settings, out, clock).run();
    } else {
      new StrategySuite(settings, out, clock).run();
    }
  }
}
