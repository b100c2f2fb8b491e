package io.segsnap.reports.cli;

import io.segsnap.reports.NoResultsException;
import io.segsnap.reports.ReportInputException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. A failure is one line on standard error. */
@Command(
    name = "segsnap-reports",
    description = "Draws and compares results of segsnap's benchmarks and gates.",
    subcommands = {RenderCommand.class, CompareCommand.class, HistoryCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "1:failure",
      "2:usage: the command line itself makes no sense",
      "3:input: a file is missing, unreadable, damaged or foreign",
      "4:no results: an empty history, or nothing to compare"
    })
final class ReportsCommand implements Callable<Integer> {

  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final int INPUT = 3;
  private static final int NO_RESULTS = 4;

  @Spec
  private CommandSpec spec;

  /** Runs one command line; returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new ReportsCommand());
    line.setOut(out).setErr(err);
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setParameterExceptionHandler((e, given) -> usage(err, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      err.println(command.getCommandName() + ": " + message(e));
      return exitCode(e);
    });
    return line.execute(args);
  }

  private static int usage(PrintWriter err, ParameterException failure) {
    String name = failure.getCommandLine().getCommandSpec().qualifiedName();
    err.println(
        name + ": " + oneLine(String.valueOf(failure.getMessage())) + "; see " + name + " --help");
    return USAGE;
  }

  private static int exitCode(Exception failure) {
    if (failure instanceof NoResultsException) {
      return NO_RESULTS;
    }
    return failure instanceof ReportInputException ? INPUT : FAILURE;
  }

  private static String message(Exception failure) {
    return oneLine(
        failure instanceof ReportInputException
            ? String.valueOf(failure.getMessage())
            : failure.toString());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return USAGE;
  }
}
