package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CopyArgumentsTest {

  @Command
  private static final class Copy {
    @Mixin
    private CopyArguments arguments;
  }

  private static CopyArguments parse(String... words) {
    Copy copy = new Copy();
    new CommandLine(copy).parseArgs(words);
    return copy.arguments;
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
