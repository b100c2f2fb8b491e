package io.segsnap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segsnap.SegsnapException;
import java.io.UncheckedIOException;

/** Says in one line, or in one JSON document, what went wrong. */
final class Failures {

  private Failures() {}

  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof UncheckedIOException && cause != null ? cause : failure;
  }

  /** One line without the program's name; failures of the family name operation and path themselves. */
  static String line(String command, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (!(failure instanceof SegsnapException)) {
      String kind = failure.getClass().getSimpleName();
      message = command + ": " + (failure.getMessage() == null ? kind : kind + ": " + message);
    }
    return oneLine(message);
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  static ObjectNode json(int exitCode, String line) {
    ObjectNode document = Json.object();
    document.putObject("error").put("exitCode", exitCode).put("message", line);
    return document;
  }
}
