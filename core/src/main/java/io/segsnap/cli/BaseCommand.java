package io.segsnap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands share. */
@Command(
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n")
abstract class BaseCommand implements Callable<Integer> {

  @ParentCommand
  private SegsnapCommand segsnap;

  @Spec
  private CommandSpec spec;

  @Option(
      names = "--json",
      order = 100,
      description = "Print the result as one JSON document, and nothing else, on standard output.")
  private boolean json;

  @Option(names = "--debug", order = 101, description = "Add a stack trace to a failure's line.")
  private boolean debug;

  @SuppressWarnings("UnusedVariable") // picocli sets it, and acts on it
  @Option(
      names = {"-h", "--help"},
      order = 102,
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /** Does the work and prints the answer; returns the exit code. */
  @Override
  public abstract Integer call() throws IOException;

  final boolean isJson() {
    return json;
  }

  final boolean isDebug() {
    return debug;
  }

  final CommandSpec spec() {
    return spec;
  }

  final void print(Answer answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(answer.toJson()));
    } else {
      answer.print(out);
    }
    out.flush();
  }

  /** Tells the operator something that is not the result. */
  final void warn(String line) {
    message("warning: " + line);
  }

  final void message(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("segsnap: " + line);
    err.flush();
  }

  final ProgressBar progressBar() {
    return segsnap.progressBar(spec);
  }
}
