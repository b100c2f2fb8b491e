package io.segsnap.benchmarks.gate;

import io.segsnap.reports.GateReport;
import io.segsnap.reports.ReportFiles;
import io.segsnap.reports.gate.Attempt;
import io.segsnap.reports.gate.CellResult;
import io.segsnap.reports.gate.GateFiles;
import io.segsnap.reports.gate.GateMarkdown;
import io.segsnap.reports.gate.GateResult;
import io.segsnap.reports.gate.GateText;
import io.segsnap.reports.gate.JUnitXml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Where a gate's result goes: files for people and machines, a CI job's summary, and the terminal. */
final class GateOutput {

  private static final String HISTORY = "history.jsonl";

  private final Path folder;
  private final PrintStream out;
  private final Optional<Path> jobSummary;

  /**
   * @param folder made when needed
   * @param jobSummary a file to append the Markdown to
   */
  GateOutput(Path folder, PrintStream out, Optional<Path> jobSummary) {
    this.folder = folder;
    this.out = out;
    this.jobSummary = jobSummary;
  }

  /** All gates so far. */
  List<Attempt> history() throws IOException {
    return GateFiles.history(folder.resolve(HISTORY));
  }

  /**
   * Writes.
   *
   * @param command that runs the same again
   */
  void write(GateResult gate, String command) throws IOException {
    Files.createDirectories(folder);
    GateFiles.write(folder.resolve("gate.json"), gate);
    GateFiles.append(
        folder.resolve(HISTORY), gate.attempts().get(gate.attempts().size() - 1));
    String markdown = GateMarkdown.render(gate);
    Files.writeString(folder.resolve("summary.md"), markdown);
    Path page = new ReportFiles(folder).write("gate", GateReport.of(gate, command));
    Files.writeString(folder.resolve("gate.xml"), JUnitXml.render(gate));
    if (jobSummary.isPresent()) {
      Files.writeString(
          jobSummary.get(), markdown, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    for (CellResult cell : gate.cells()) {
      out.printf("%-20s %s%n", cell.name(), GateText.says(cell));
    }
    out.println("gate " + GateText.banner(gate));
    out.println("report: " + page);
  }

  /** Keeps the exit code for those who can't see it, since Maven ends with 1 whatever failed. */
  void writeExitCode(int exitCode) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("exit-code"), exitCode + "\n");
  }
}
