package io.segsnap.reports;

import io.segsnap.reports.gate.Attempt;
import io.segsnap.reports.gate.GateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A gate's history as a report. */
public final class HistoryReport {

  private static final String ADVICE = "give a file that the gate appended to";

  private HistoryReport() {}

  /**
   * Reads a history.
   *
   * @param command what makes the same report again
   * @throws NoResultsException if it is empty
   * @throws ReportInputException if it is missing or damaged
   */
  public static Report read(Path file, String command) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ReportInputException(file, "there is no such file", ADVICE);
    }
    List<Attempt> attempts = GateFiles.history(file);
    if (attempts.isEmpty()) {
      throw new NoResultsException(file, "the history is empty", "run the gate first");
    }
    List<Section> sections = new ArrayList<>(HistoryCharts.of(attempts));
    return new Report("segsnap: history of the gate", command, Environment.unknown(), sections);
  }
}
