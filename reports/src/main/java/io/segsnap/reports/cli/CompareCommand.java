package io.segsnap.reports.cli;

import io.segsnap.reports.MarkdownTable;
import io.segsnap.reports.ResultFile;
import io.segsnap.reports.RunComparison;
import io.segsnap.reports.Table;
import io.segsnap.reports.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two files of results beside each other. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Prints the ratio B / A of every cell that two files of results share, names the cells that"
            + " only one has, and warns where the environments differ.")
final class CompareCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The earlier results.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B", description = "The later results, of the same kind.")
  private Path after;

  @Option(names = "--markdown", description = "Print Markdown instead of aligned text.")
  private boolean markdown;

  @Override
  public Integer call() throws IOException {
    Table table = RunComparison.of(ResultFile.read(before), ResultFile.read(after));
    String text = markdown ? MarkdownTable.render(table) : TextTable.render(table);
    spec.commandLine().getOut().print(text);
    return 0;
  }
}
