package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.gate.GateException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what workers answer. */
final class Answers {

  private Answers() {}

  /** What stands behind {@code ok}. */
  static String result(String worker, String request, @Nullable String answer)
      throws GateException {
    if (answer == null) {
      throw new GateException(
          Kind.FAILED, worker + ": " + request + ": the worker ended; see its errors above");
    }
    String[] words = answer.split(" ", 2);
    String rest = words.length == 2 ? words[1] : "";
    return switch (words[0]) {
      case "ok" -> rest;
      case "differs" ->
        throw new GateException(
            Kind.API,
            worker + ": " + request + ": this build lacks what the gate calls: " + rest
                + "; choose a base whose API is that of head");
      case "full" -> throw new GateException(Kind.DISK_FULL, worker + ": " + request + ": " + rest);
      case "memory" ->
        throw new GateException(Kind.NO_MEMORY, worker + ": " + request + ": " + rest);
      default -> throw new GateException(Kind.FAILED, worker + ": " + request + ": " + rest);
    };
  }

  /**
   * A time.
   *
   * @param ns from start to end, in nanoseconds
   * @param cpuNs processor time, in nanoseconds
   */
  record Time(long ns, long cpuNs) {}

  static Time time(String worker, String answer) throws GateException {
    if (!answer.matches("[1-9]\\d{0,17} [1-9]\\d{0,17}")) {
      throw new GateException(
          Kind.FAILED, worker + ": expected two times in nanoseconds, got: " + answer);
    }
    String[] words = answer.split(" ", 2);
    return new Time(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  /** Values by name, in the order given. */
  static Map<String, String> values(String answer) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : answer.split(" ", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    return values;
  }
}
