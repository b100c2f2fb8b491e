package io.segsnap.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/**
 * Runs one command line. Results go to {@code out}, everything else to {@code err}; a failure is one
 * line, and with {@code --json} also the one document on {@code out}.
 */
final class CommandRunner {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean liveProgress;
  private final LongSupplier nanoClock;

  /** Prints to these; {@code liveProgress} says whether {@code err} is a terminal. */
  CommandRunner(PrintWriter out, PrintWriter err, boolean liveProgress) {
    this(out, err, liveProgress, System::nanoTime);
  }

  CommandRunner(PrintWriter out, PrintWriter err, boolean liveProgress, LongSupplier nanoClock) {
    this.out = out;
    this.err = err;
    this.liveProgress = liveProgress;
    this.nanoClock = nanoClock;
  }

  int run(String... args) {
    CommandLine line = commandLine();
    // what can't be parsed has no options yet
    line.setParameterExceptionHandler((e, given) -> usage(e, List.of(given).contains("--json")));
    line.setExecutionExceptionHandler((e, command, parsed) -> fail(command, e));
    try {
      return line.execute(args);
    } catch (Error e) { // picocli passes on what is no Exception, running out of memory for one
      CommandLine.ParseResult parsed = line.getParseResult();
      CommandLine command =
          parsed.hasSubcommand() ? parsed.subcommand().commandSpec().commandLine() : line;
      return fail(command, e);
    }
  }

  CommandLine commandLine() {
    CommandLine line = new CommandLine(new SegsnapCommand(liveProgress, nanoClock));
    line.setOut(out).setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    return line;
  }

  private int usage(ParameterException failure, boolean json) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message = Failures.oneLine(String.valueOf(failure.getMessage()));
    String advice = "; see " + name + " --help";
    err.println(name + ": " + message + advice);
    if (json) {
      out.println(Json.text(Failures.json(ExitCode.USAGE, message + advice)));
    }
    return ExitCode.USAGE;
  }

  private int fail(CommandLine command, Throwable thrown) {
    Throwable failure = Failures.unwrap(thrown);
    int exitCode = ExitCode.of(failure);
    String line = Failures.line(command.getCommandName(), failure);
    err.println("segsnap: " + line);
    if (command.getCommand() instanceof BaseCommand base && base.isDebug()) {
      failure.printStackTrace(err);
    }
    if (command.getCommand() instanceof BaseCommand base && base.isJson()) {
      out.println(Json.text(Failures.json(exitCode, line)));
    }
    return exitCode;
  }
}
