package io.segsnap.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segsnap.reports.chart.Chart;
import io.segsnap.reports.chart.Interval;
import io.segsnap.reports.gate.GateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of results of any kind: JMH's JSON, pauses, a gate or a report.
 *
 * @param file its path
 * @param json what it holds
 */
public record ResultFile(Path file, JsonNode json) {

  private static final String ADVICE =
      "give JSON of JMH (-rf json), of the pause benchmark, of the gate, or of a report";

  /**
   * Reads a file.
   *
   * @throws ReportInputException if it is missing, unreadable or no JSON
   */
  public static ResultFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ReportInputException(file, "there is no such file", ADVICE);
    }
    try {
      return new ResultFile(file, new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new ReportInputException(file, "no JSON: " + e.getOriginalMessage(), ADVICE);
    } catch (IOException e) {
      throw new ReportInputException(file, "unreadable: " + e, ADVICE);
    }
  }

  /**
   * All of it as a report.
   *
   * @param command what makes the same report again
   * @throws ReportInputException if it is of no kind that is known
   */
  public Report report(String command) throws IOException {
    if (ReportJson.isReport(json)) {
      return ReportJson.parse(file, json);
    }
    if (json.isArray()) {
      return jmh(command);
    }
    if (PauseJson.isPauses(json)) {
      List<Pause> pauses = PauseJson.parse(file, json);
      List<Section> sections = new ArrayList<>(List.of(PauseTable.of("Pauses", pauses)));
      sections.addAll(PauseCharts.of(pauses));
      return new Report("segsnap: pauses", command, Environment.unknown(), sections);
    }
    if (json.has("settings") && json.has("cells")) {
      return GateReport.of(GateFiles.read(file), command);
    }
    throw new ReportInputException(file, "a kind of JSON that is not known", ADVICE);
  }

  private Report jmh(String command) throws IOException {
    List<JmhResult> results = JmhJson.read(file);
    List<Section> sections = new ArrayList<>();
    sections.add(new Banner(
        Banner.Status.NOTE,
        results.size() + (results.size() == 1 ? " result" : " results") + " of JMH, no verdict",
        List.of("The file tells nothing of kernel, disk and commit.")));
    sections.add(JmhTable.of("Results", results));
    sections.addAll(StrategyCharts.of(results));
    return new Report("segsnap: JMH", command, environment(), sections);
  }

  /** Every value by its name, which holds its unit. */
  Map<String, Interval> values() throws IOException {
    Map<String, Interval> values = new LinkedHashMap<>();
    if (json.isArray()) {
      JmhJson.read(file).stream()
          .map(ResultFile::interval)
          .forEach(value -> values.put(value.name(), value));
      return values;
    }
    for (Section section : report("").sections()) {
      values(section).forEach(value -> values.put(section.title() + ": " + value.name(), value));
    }
    return values;
  }

  private static List<Interval> values(Section section) {
    if (section instanceof Chart chart && !GateCharts.isInRunOrder(chart)) {
      return chart.values();
    }
    return section instanceof Table table ? ComparisonTable.values(table) : List.of();
  }

  private static Interval interval(JmhResult result) {
    Sample sample = result.sample();
    StringBuilder name = new StringBuilder(result.shortName());
    result
        .params()
        .forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    name.append(", ").append(result.unit());
    return new Interval(
        name.toString(), sample.quantile(0.25), sample.median(), sample.quantile(0.75), "");
  }

  /** Where it was measured, as far as the file tells. */
  Environment environment() throws IOException {
    return json.isArray() ? JmhEnvironment.of(json) : report("").environment();
  }
}
