package io.segsnap.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderEpochsTest {

  private final LeaderEpochs epochs =
      LeaderEpochs.parse("0\n3\n2 10\n5 20\n6 30\n").orElseThrow();

  private static String text(LeaderEpochs epochs) {
    return new String(epochs.toBytes(), US_ASCII).substring(2).replace('\n', ',');
  }

  @Test
  void onlyALaterEpochIsANewOne() {
    assertFalse(epochs.observe(6, 40));
    assertFalse(epochs.observe(3, 40));
    assertFalse(epochs.observe(RecordBatch.NO_LEADER_EPOCH, 40));
    assertFalse(new LeaderEpochs().observe(RecordBatch.NO_LEADER_EPOCH, 40));
    assertEquals(6, epochs.latest());
    assertTrue(epochs.observe(7, 40));
    assertEquals("4,2 10,5 20,6 30,7 40,", text(epochs));
    assertTrue(new LeaderEpochs().observe(0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "31, false, '3,2 10,5 20,6 30,'",
    "30, true, '2,2 10,5 20,'",
    "11, true, '1,2 10,'",
    "10, true, '0,'"
  })
  void epochsThatStartBehindTheEndAreForgotten(long end, boolean changed, String expected) {
    assertEquals(changed, epochs.truncateFromEnd(end));
    assertEquals(expected, text(epochs));
  }

  @ParameterizedTest
  @CsvSource({
    "9, false, '3,2 10,5 20,6 30,'",
    "10, false, '3,2 10,5 20,6 30,'",
    "11, true, '3,2 11,5 20,6 30,'",
    "20, true, '2,5 20,6 30,'",
    "29, true, '2,5 29,6 30,'",
    "50, true, '1,6 50,'"
  })
  void theEpochInForceAtTheStartStartsThere(long start, boolean changed, String expected) {
    assertEquals(changed, epochs.truncateFromStart(start));
    assertEquals(expected, text(epochs));
  }

  @Test
  void anEpochIsFoundByTheOffsetWhereItStarts() {
    assertEquals(Map.of(10L, 2, 20L, 5, 30L, 6), epochs.byStartOffset());
  }
}
