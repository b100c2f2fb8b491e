package io.segsnap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the help to the texts in {@code src/test/resources/help}. After a change that is meant, write
 * each anew with {@code java -jar core/target/segsnap.jar COMMAND --help}.
 */
class HelpTest extends CommandTestBase {

  static Set<String> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new CommandRunner(nowhere, nowhere, false)
        .commandLine()
        .getSubcommands()
        .keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldExplainEveryCommandWithExamples(String command) throws IOException {
    String help = ok(command, "--help");
    assertTrue(help.contains("Examples:\n  "), help);
    assertEquals(golden(command), help);
  }

  @Test
  void shouldExplainTheWholeWithItsExitCodes() throws IOException {
    String help = ok("--help");
    assertTrue(help.contains("6   locked by another process"), help);
    assertEquals(golden("segsnap"), help);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = HelpTest.class.getResourceAsStream("/help/" + name + ".txt")) {
      assertNotNull(in, "no golden help of " + name);
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void shouldNameItsVersion() {
    assertTrue(ok("--version").startsWith("segsnap (not from a jar)"));
  }

  @Test
  void shouldCompleteInBothShells() throws IOException {
    String bash = ok("completion", "bash");
    assertTrue(bash.contains("complete -F _complete_segsnap"), bash);
    assertTrue(bash.contains("--snapshot-dir"));
    assertEquals(bash, ok("completion", "zsh"));
    JsonNode json = json(0, "completion", "zsh");
    assertEquals("zsh", json.get("shell").asText());
    assertTrue(failure(2, "completion", "fish").contains("none of bash, zsh"));
  }
}
