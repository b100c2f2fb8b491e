package io.segsnap.reports.cli;

import io.segsnap.reports.HistoryReport;
import io.segsnap.reports.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A gate's history as a page. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Draws a gate's history, with the points at which a ratio changed.")
final class HistoryCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "JSON Lines that the gate appended to.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Path page = new ReportFiles(folder)
        .write(ResultName.of(file), HistoryReport.read(file, "segsnap-reports history " + file));
    spec.commandLine().getOut().println(page);
    return 0;
  }
}
