package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process. */
abstract class CommandTestBase {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir
  Path folder;

  /** What a command left behind. */
  record Run(int exitCode, String out, String err) {}

  static Run run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>();
    for (Object arg : args) {
      words.add(arg.toString());
    }
    int exitCode = new CommandRunner(new PrintWriter(out), new PrintWriter(err), false)
        .run(words.toArray(new String[0]));
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** Runs a command that succeeds; returns its standard output. */
  static String ok(Object... args) {
    Run run = run(args);
    assertEquals(0, run.exitCode(), run.err());
    return run.out();
  }

  /** Runs a command with {@code --json}; all of its standard output must be one document. */
  static JsonNode json(int exitCode, Object... args) throws IOException {
    Object[] words = new Object[args.length + 1];
    System.arraycopy(args, 0, words, 0, args.length);
    words[args.length] = "--json";
    Run run = run(words);
    assertEquals(exitCode, run.exitCode(), run.err());
    return MAPPER.readTree(run.out());
  }

  /** Runs a command that fails; returns its one line on standard error. */
  static String failure(int exitCode, Object... args) {
    Run run = run(args);
    assertEquals(exitCode, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    return run.err().strip();
  }

  /** A closed log of four segments. */
  Path log() throws IOException {
    return TestLogs.create(folder.resolve("orders-0"), 50);
  }

  static String create(Path log) throws IOException {
    return json(0, "create", log, "--no-sync", "--force").get("id").asText();
  }
}
