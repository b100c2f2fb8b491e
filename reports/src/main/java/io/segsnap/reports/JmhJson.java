package io.segsnap.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the JSON that JMH writes with {@code -rf json}. */
public final class JmhJson {

  private static final String ADVICE = "give a file that JMH wrote with -rf json";

  private final Path file;

  private JmhJson(Path file) {
    this.file = file;
  }

  /**
   * Reads all results of a file.
   *
   * @throws ReportInputException if the file is not JMH's, damaged or without results
   */
  public static List<JmhResult> read(Path file) throws IOException {
    return new JmhJson(file).results();
  }

  private List<JmhResult> results() throws IOException {
    JsonNode root = parse();
    if (!root.isArray()) {
      throw bad("expected an array of results, found " + describe(root));
    }
    if (root.isEmpty()) {
      throw new NoResultsException(file, "it holds no result", "run a benchmark that matches");
    }
    List<JmhResult> results = new ArrayList<>();
    for (JsonNode node : root) {
      results.add(result(node, "result " + results.size()));
    }
    return results;
  }

  private JsonNode parse() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw bad("there is no such file");
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw bad("no JSON: " + e.getOriginalMessage());
    }
  }

  private JmhResult result(JsonNode node, String where) throws ReportInputException {
    JsonNode primary = node.path("primaryMetric");
    List<Double> scores = new ArrayList<>();
    for (JsonNode fork : primary.path("rawData")) {
      fork.forEach(score -> scores.add(score.asDouble()));
    }
    if (scores.isEmpty()) {
      scores.add(number(primary.path("score"), where + ": primaryMetric.score"));
    }
    return new JmhResult(
        name(node.path("benchmark"), where + ": benchmark"),
        text(node.path("mode"), where + ": mode"),
        params(node.path("params")),
        text(primary.path("scoreUnit"), where + ": primaryMetric.scoreUnit"),
        scores,
        secondary(node.path("secondaryMetrics"), where));
  }

  private static Map<String, String> params(JsonNode node) {
    Map<String, String> params = new LinkedHashMap<>();
    node.properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
    return params;
  }

  private Map<String, Double> secondary(JsonNode node, String where) throws ReportInputException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> metric : node.properties()) {
      JsonNode score = metric.getValue().path("score");
      metrics.put(metric.getKey(), number(score, where + ": " + metric.getKey()));
    }
    return metrics;
  }

  private String name(JsonNode node, String what) throws ReportInputException {
    String name = text(node, what);
    if (name.indexOf('.') < 0) {
      throw bad(what + ": expected package.Class.method, found " + name);
    }
    return name;
  }

  private String text(JsonNode node, String what) throws ReportInputException {
    if (!node.isTextual()) {
      throw bad(what + ": expected text, found " + describe(node));
    }
    return node.asText();
  }

  /** JMH writes numbers that JSON has no form for as text. */
  private double number(JsonNode node, String what) throws ReportInputException {
    if (node.isNumber() || node.asText().equals("NaN")) {
      return node.asDouble(Double.NaN);
    }
    throw bad(what + ": expected a number, found " + describe(node));
  }

  private static String describe(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private ReportInputException bad(String problem) {
    return new ReportInputException(file, problem, ADVICE);
  }
}
