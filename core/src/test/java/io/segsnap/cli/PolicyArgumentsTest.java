package io.segsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.segsnap.retention.Period;
import io.segsnap.retention.RetentionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PolicyArgumentsTest {

  private static RetentionPolicy parse(String... words) {
    PolicyArguments arguments = new PolicyArguments();
    new CommandLine(arguments).parseArgs(words);
    return arguments.toPolicy();
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

  /** Keeping 0 of a period is keeping none. */
  @Test
  void shouldHaveTheDefaultsOfTheLibrary() {
    RetentionPolicy expected = RetentionPolicy.defaults();
    for (Period period : Period.values()) {
      expected = expected.withKeep(period, 0);
    }
    assertEquals(expected, parse());
  }
}
