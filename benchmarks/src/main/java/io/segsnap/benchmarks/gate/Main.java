package io.segsnap.benchmarks.gate;

import io.segsnap.reports.ReportInputException;
import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The gate: {@code mvn -pl benchmarks -Pgate -Dgate.base=<git ref or jar>}. What it does is up to the
 * properties of {@link GateOptions}.
 *
 * <p>Exit codes: 0 passed, 1 regressed, 2 wrong bytes, 3 inconclusive (0 with {@code
 * -Dgate.inconclusive=pass}), 4 a setting or a history that can't be used, 5 a build that can't be
 * had, 6 builds of different API, 7 a worker failed. As Maven ends with 1 whatever failed, the code
 * is also in the file {@code exit-code} beside the report.
 */
public final class Main {

  private Main() {}

  /**
   * Runs and exits.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    System.exit(run(System.out, System.err));
  }

  private static int run(PrintStream out, PrintStream err) throws IOException {
    GateOutput output = new GateOutput(
        GateOptions.reports(System.getProperties()),
        out,
        Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY")).map(Path::of));
    int exitCode = exitCode(output, out, err);
    output.writeExitCode(exitCode);
    return exitCode;
  }

  private static int exitCode(GateOutput output, PrintStream out, PrintStream err)
      throws IOException {
    try {
      GateOptions options = GateOptions.of(System.getProperties());
      if (options.proof().isPresent()) {
        return new Proof(options, out, Clock.systemUTC()).run();
      }
      return gate(options, output, out);
    } catch (GateException e) {
      err.println("gate: " + e.getMessage());
      return e.exitCode();
    } catch (ReportInputException e) {
      err.println("gate: " + e.getMessage());
      return GateException.Kind.USAGE.exitCode();
    }
  }

  private static int gate(GateOptions options, GateOutput output, PrintStream out)
      throws IOException {
    Builds builds = new Builds(Path.of(""), options.work());
    Profile profile = Profile.read(options.profile());
    Build base = builds.of(options.base().orElseThrow());
    Build head =
        options.head().isPresent() ? builds.of(options.head().get()) : builds.workingTree();
    GateResult result = new GateRun(
            profile, options.seed(), GateRun.LOOKS, base, head, Optional.empty())
        .run(options.work(), output.history(), out, Clock.systemUTC());
    output.write(result);
    if (result.outcome() != Outcome.INCONCLUSIVE) {
      return result.outcome().exitCode();
    }
    if (result.partial()) {
      return GateException.Kind.FAILED.exitCode();
    }
    return options.inconclusiveBlocks() ? Outcome.INCONCLUSIVE.exitCode() : 0;
  }
}
