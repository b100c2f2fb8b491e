package io.segsnap.benchmarks;

import io.segsnap.SegsnapException;
import io.segsnap.reports.ReportInputException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What ended a run, in one line. JMH wraps what a benchmark threw and hands it on as a cause or as
 * suppressed, so all of these are looked at.
 *
 * @param code of the process
 * @param line what failed and what to do
 */
public record Failure(ExitCode code, String line) {

  /** Finds the reason among everything that an exception carries. */
  public static Failure of(Throwable thrown) {
    return all(thrown).stream()
        .flatMap(each -> known(each).stream())
        .findFirst()
        .orElseGet(() -> new Failure(ExitCode.FAILED, firstLine(thrown.toString())));
  }

  /** The first of a type among everything that an exception carries. */
  public static <T extends Throwable> Optional<T> find(Class<T> type, Throwable thrown) {
    return all(thrown).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Set<Throwable> all(Throwable thrown) {
    Set<Throwable> seen = new LinkedHashSet<>();
    Deque<Throwable> left = new ArrayDeque<>();
    left.add(thrown);
    while (!left.isEmpty()) {
      Throwable next = left.remove();
      if (seen.add(next)) {
        Optional.ofNullable(next.getCause()).ifPresent(left::add);
        left.addAll(Arrays.asList(next.getSuppressed()));
      }
    }
    return seen;
  }

  private static Optional<Failure> known(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (message.contains("No space left on device")) {
      return failure(
          ExitCode.DISK_FULL,
          message + "; free some, or give another disk with -Dsegsnap.work=DIR");
    }
    if (thrown instanceof OutOfMemoryError || message.contains("OutOfMemoryError")) {
      return failure(
          ExitCode.NO_MEMORY,
          "too little memory: " + message + "; give more with -Dbench.jvm.args=-Xmx256m");
    }
    if (thrown instanceof BenchmarkException own) {
      return failure(own.code(), message);
    }
    if (thrown instanceof IllegalArgumentException || thrown instanceof ReportInputException) {
      return failure(ExitCode.WRONG_INPUT, message);
    }
    return thrown instanceof SegsnapException
        ? failure(ExitCode.FAILED, message)
        : Optional.empty();
  }

  private static Optional<Failure> failure(ExitCode code, String message) {
    return Optional.of(new Failure(code, firstLine(message)));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
