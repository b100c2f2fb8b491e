package io.segsnap.benchmarks.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of cells and the work each of them does, read from a file beside this class.
 *
 * @param name of the file
 * @param logBytes size of the log
 * @param segmentBytes size of its segments
 * @param warmUps runs of each cell, in each worker, before the first that is timed
 * @param blocks of each cell in each pair
 * @param minutes after which no further pair is begun
 * @param taus tolerances by cell, in the order in which cells are run
 */
record Profile(
    String name,
    long logBytes,
    int segmentBytes,
    int warmUps,
    int blocks,
    int minutes,
    Map<String, Double> taus) {

  /**
   * Reads a profile.
   *
   * @throws GateException if there is none of that name
   */
  static Profile read(String name) throws IOException {
    if (!name.matches("[a-z]+")) {
      throw unknown(name);
    }
    try (InputStream in = Profile.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw unknown(name);
      }
      return parse(
          name,
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .lines()
              .toList());
    }
  }

  private static GateException unknown(String name) {
    return new GateException(
        GateException.Kind.USAGE,
        "gate.profile=" + name + ": no such profile; give standard or cheap");
  }

  static Profile parse(String name, List<String> lines) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, Double> taus = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("cell")) {
        taus.put(words[2], Double.parseDouble(words[1]));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        numbers.put(words[0], Integer.parseInt(words[1]));
      }
    }
    for (String operation : Clocked.operations(List.copyOf(taus.keySet()))) {
      if (!taus.containsKey(operation)) {
        throw new IllegalArgumentException("the profile lacks the cell " + operation);
      }
    }
    return new Profile(
        name,
        (long) number(numbers, "log-mib") << 20,
        number(numbers, "segment-mib") << 20,
        number(numbers, "warm-ups"),
        number(numbers, "blocks"),
        number(numbers, "minutes"),
        taus);
  }

  private static int number(Map<String, Integer> numbers, String key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalArgumentException("the profile lacks " + key);
    }
    return number;
  }

  List<String> cells() {
    return List.copyOf(taus.keySet());
  }
}
