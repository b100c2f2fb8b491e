package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CopyArgumentsTest {

  private static CopyArguments parse(String... words) {
    CopyArguments arguments = new CopyArguments();
    new CommandLine(arguments).parseArgs(words);
    return arguments;
  }

  @Test
  void shouldHandOnWhatIsGiven() {
    CopyArguments arguments = parse("--threads", "3", "--limit", "50m", "--no-sync");
    assertEquals(3, arguments.threads());
    assertEquals(50 << 20, arguments.bytesPerSecond());
    assertFalse(arguments.synced());
  }

  @Test
  void shouldSyncOnAllProcessorsWithoutALimitByDefault() {
    CopyArguments arguments = parse();
    assertEquals(0, arguments.threads());
    assertEquals(0, arguments.bytesPerSecond());
    assertTrue(arguments.synced());
  }
}
