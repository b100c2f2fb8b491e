package io.segsnap.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line without a process of its own. */
public final class CommandLineInProcess {

  private CommandLineInProcess() {}

  /**
   * What a command did.
   *
   * @param exitCode as the process would have it
   * @param errors what it said on stderr
   */
  public record Outcome(int exitCode, String errors) {}

  /** Runs one command. */
  public static Outcome run(String... args) {
    StringWriter errors = new StringWriter();
    PrintWriter out = new PrintWriter(new StringWriter());
    int exitCode = new CommandRunner(out, new PrintWriter(errors), false).run(args);
    return new Outcome(exitCode, errors.toString().strip());
  }
}
