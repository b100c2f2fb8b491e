package io.segsnap.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Pauses as JSON. A histogram is there as in HdrHistogram's own logs: compressed, in Base64.
 *
 * <pre>
 * {"format": "segsnap-pauses-1", "pauses": [
 *   {"background": "…", "times": 3, "perSecond": 2000, "reached": [1999.8, …], "latencies": "HISTFAAA…"}, …]}
 * </pre>
 */
public final class PauseJson {

  static final String FORMAT = "segsnap-pauses-1";

  private static final String ADVICE = "give a file that the pause benchmark wrote";

  private PauseJson() {}

  /** Writes pauses, replacing the file; its folder exists. */
  public static void write(Path file, List<Pause> pauses) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode().put("format", FORMAT);
    ArrayNode list = json.putArray("pauses");
    for (Pause pause : pauses) {
      ObjectNode node = list.addObject();
      node.put("background", pause.background()).put("times", pause.times());
      node.put("perSecond", pause.perSecond());
      pause.reached().forEach(node.putArray("reached")::add);
      node.put("latencies", encode(pause.latencies()));
    }
    Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  private static String encode(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  static boolean isPauses(JsonNode json) {
    return json.path("format").asText().equals(FORMAT);
  }

  static List<Pause> parse(Path file, JsonNode json) throws ReportInputException {
    List<Pause> pauses = new ArrayList<>();
    for (JsonNode node : json.path("pauses")) {
      pauses.add(pause(file, node));
    }
    if (pauses.isEmpty()) {
      throw new NoResultsException(file, "it holds no pauses", ADVICE);
    }
    return pauses;
  }

  private static Pause pause(Path file, JsonNode node) throws ReportInputException {
    List<Double> reached = new ArrayList<>();
    node.path("reached").forEach(rate -> reached.add(rate.asDouble()));
    String background = node.path("background").asText();
    try {
      return new Pause(
          background,
          node.path("times").asInt(),
          Histogram.fromString(node.path("latencies").asText()),
          node.path("perSecond").asInt(),
          reached);
    } catch (DataFormatException | RuntimeException e) { // it throws many kinds for what is foreign
      throw new ReportInputException(
          file, "latencies of \"" + background + "\" are no histogram: " + e, ADVICE);
    }
  }
}
