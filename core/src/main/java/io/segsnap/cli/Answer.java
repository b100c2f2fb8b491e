package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** The result of a command, in both of its forms. */
interface Answer {

  /** For programs. */
  JsonNode toJson();

  /** For people. */
  void print(PrintWriter out);
}
