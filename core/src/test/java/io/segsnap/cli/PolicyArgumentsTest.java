package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.retention.Period;
import io.segsnap.retention.RetentionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PolicyArgumentsTest {

  @Command
  private static final class Cleanup {
    @Mixin
    private PolicyArguments policy;
  }

  private static RetentionPolicy parse(String... words) {
    Cleanup cleanup = new Cleanup();
    new CommandLine(cleanup).parseArgs(words);
    return cleanup.policy.toPolicy();
  }

  @Test
  void shouldHandOnWhatIsGiven() {
    RetentionPolicy expected = RetentionPolicy.defaults()
        .withMaxSnapshots(7)
        .withRetentionTime(Duration.ofDays(2))
        .withKeepAtLeast(2)
        .withKeep(Period.HOURLY, 3)
        .withKeep(Period.DAILY, 4)
        .withKeep(Period.WEEKLY, 5)
        .withKeep(Period.MONTHLY, 6)
        .withKeep(Period.YEARLY, 8)
        .withZone(ZoneId.of("Europe/Berlin"))
        .withPinTags(Set.of("a", "b"));
    String line =
        "--max-snapshots 7 --retention 2d --keep-at-least 2 --keep-hourly 3 --keep-daily 4"
            + " --keep-weekly 5 --keep-monthly 6 --keep-yearly 8 --zone Europe/Berlin --pin-tag a"
            + " --pin-tag b";
    assertEquals(expected, parse(line.split(" ", -1)));
  }

  @Test
  void shouldHaveTheDefaultsOfTheLibrary() {
    assertEquals(RetentionPolicy.defaults(), normal(parse()));
  }

  /** Keeping 0 of a period is keeping none. */
  private static RetentionPolicy normal(RetentionPolicy policy) {
    RetentionPolicy normal = RetentionPolicy.defaults()
        .withMaxSnapshots(policy.maxSnapshots())
        .withRetentionTime(policy.retentionTime())
        .withKeepAtLeast(policy.keepAtLeast())
        .withZone(policy.zone())
        .withPinTags(policy.pinTags());
    for (var period : policy.keep().entrySet()) {
      normal =
          period.getValue() == 0 ? normal : normal.withKeep(period.getKey(), period.getValue());
    }
    return normal;
  }
}
