package io.segsnap.reports.cli;

import io.segsnap.reports.Report;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files of results as pages. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "Writes each file of results as NAME.html, NAME.md and NAME-report.json. Those before"
            + " one that can't be read are kept.")
final class RenderCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON of JMH, of the pause benchmark, of the gate, or of a report.")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    for (Path file : files) {
      Report report = ResultFile.read(file).report("segsnap-reports render " + file);
      Path page = new ReportFiles(folder).write(ResultName.of(file), report);
      spec.commandLine().getOut().println(page);
    }
    return 0;
  }
}
