package io.segsnap.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What JMH's JSON tells of the JVMs that it measured in; several values where they differ. */
final class JmhEnvironment {

  private JmhEnvironment() {}

  static Environment of(JsonNode results) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "JDK", results, result -> texts(result, "vmName", "vmVersion"));
    put(facts, "JVM flags", results, JmhEnvironment::flags);
    put(facts, "JMH", results, result -> texts(result, "jmhVersion"));
    return new Environment(facts);
  }

  private static void put(
      Map<String, String> facts, String name, JsonNode results, Function<JsonNode, String> fact) {
    String values = stream(results)
        .map(fact)
        .filter(value -> !value.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
    if (!values.isEmpty()) {
      facts.put(name, values);
    }
  }

  private static String texts(JsonNode result, String... fields) {
    return Arrays.stream(fields)
        .map(field -> result.path(field).asText())
        .collect(Collectors.joining(" "))
        .strip();
  }

  private static String flags(JsonNode result) {
    JsonNode flags = result.path("jvmArgs");
    return flags.isArray() ? Environment.heapFlags(stream(flags).map(JsonNode::asText)) : "";
  }

  private static Stream<JsonNode> stream(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }
}
