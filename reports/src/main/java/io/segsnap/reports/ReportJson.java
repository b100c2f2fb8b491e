package io.segsnap.reports;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.reports.chart.BarChart;
import io.segsnap.reports.chart.ForestPlot;
import io.segsnap.reports.chart.HeatMap;
import io.segsnap.reports.chart.XyChart;
import java.io.IOException;
import java.nio.file.Path;

/** A report as JSON: its record, with a field that says what it is. */
final class ReportJson {

  static final String FORMAT = "segsnap-report-1";

  private static final String FORMAT_FIELD = "format";
  private static final String ADVICE = "give a file that segsnap wrote as NAME-report.json";

  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(SerializationFeature.INDENT_OUTPUT)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
      .addMixIn(Section.class, Typed.class)
      .build();

  static {
    MAPPER.registerSubtypes(
        new NamedType(Banner.class, "banner"),
        new NamedType(Table.class, "table"),
        new NamedType(BarChart.class, "bars"),
        new NamedType(ForestPlot.class, "forest"),
        new NamedType(HeatMap.class, "heatmap"),
        new NamedType(XyChart.class, "xy"));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface Typed {}

  private ReportJson() {}

  static String render(Report report) throws IOException {
    ObjectNode json = MAPPER.createObjectNode().put(FORMAT_FIELD, FORMAT);
    json.setAll((ObjectNode) MAPPER.valueToTree(report));
    return MAPPER.writeValueAsString(json);
  }

  /** A section as its chart's renderer gets it. */
  static String render(Section section) throws IOException {
    return MAPPER.writerFor(Section.class).writeValueAsString(section);
  }

  static boolean isReport(JsonNode json) {
    return json.path(FORMAT_FIELD).asText().equals(FORMAT);
  }

  static Report parse(Path file, JsonNode json) throws ReportInputException {
    if (!(json instanceof ObjectNode object) || !isReport(json)) {
      throw new ReportInputException(file, "it is no report of segsnap", ADVICE);
    }
    ObjectNode fields = object.deepCopy();
    fields.remove(FORMAT_FIELD);
    try {
      return MAPPER.treeToValue(fields, Report.class);
    } catch (JsonProcessingException e) {
      throw new ReportInputException(file, e.getOriginalMessage(), ADVICE);
    }
  }
}
