package io.segsnap.benchmarks.gate;

import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * The gate: {@code mvn -pl benchmarks -Pgate -Dgate.base=<git ref or jar>}. What it does is up to the
 * properties of {@link GateOptions}.
 *
 * <p>Exit codes: 0 passed, 1 regressed, 2 wrong bytes, 3 inconclusive (0 with {@code
 * -Dgate.inconclusive=pass}), 4 a setting or a history that can't be used, 5 a build that can't be
 * had, 6 builds of different API, 7 a worker or the gate itself failed, 8 the disk is full, 9 too
 * little memory. As Maven ends with 1 whatever failed, the code is also in the file {@code exit-code}
 * beside the report.
 */
public final class Main {

  private Main() {}

  /**
   * Runs and exits.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.exit(run(System.getProperties(), System.out, System.err));
  }

  static int run(Properties properties, PrintStream out, PrintStream err) {
    GateOutput output = new GateOutput(
        GateOptions.reports(properties),
        out,
        Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY")).map(Path::of));
    int exitCode = exitCode(() -> run(properties, output, out), err);
    try {
      output.writeExitCode(exitCode);
    } catch (IOException e) {
      err.println(
          "gate: write exit code " + exitCode + ": " + GateException.of(e).line());
    }
    return exitCode;
  }

  /** What ends with an exit code. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException;
  }

  /** Whatever goes wrong is told in a line: a JVM that dies of it would end with 1, a regression. */
  static int exitCode(Work work, PrintStream err) {
    try {
      return work.run();
    } catch (IOException | RuntimeException | Error e) {
      GateException failure = GateException.of(e);
      err.println("gate: " + failure.line());
      return failure.exitCode();
    }
  }

  private static int run(Properties properties, GateOutput output, PrintStream out)
      throws IOException {
    GateOptions options = GateOptions.of(properties);
    if (options.proof().isPresent()) {
      return new Proof(options, out, Clock.systemUTC()).run();
    }
    return gate(options, output, out, Clock.systemUTC());
  }

  private static int gate(GateOptions options, GateOutput output, PrintStream out, Clock clock)
      throws IOException {
    Instant start = clock.instant();
    Builds builds = new Builds(Path.of(""), options.work());
    Profile profile = Profile.read(options.profile());
    Build base = builds.of(options.base().orElseThrow());
    Build head =
        options.head().isPresent() ? builds.of(options.head().get()) : builds.workingTree();
    GateRun run =
        new GateRun(profile, options.seed(), GateRun.LOOKS, base, head, Optional.empty(), start);
    GateResult result = run.run(options.work(), output.history(), out, clock);
    output.write(result, options.command());
    if (result.outcome() != Outcome.INCONCLUSIVE) {
      return result.outcome().exitCode();
    }
    if (run.failure().isPresent()) {
      return run.failure().get().exitCode();
    }
    return options.inconclusiveBlocks() ? Outcome.INCONCLUSIVE.exitCode() : 0;
  }
}
