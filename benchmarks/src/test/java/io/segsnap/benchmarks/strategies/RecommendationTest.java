package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecommendationTest {

  @Test
  void shouldTakeTheFastestBeyondTheNoise() {
    String text = recommend(
        Outcomes.create("OFF_HEAP", 1, 900.0, 1000.0, 1100.0),
        Outcomes.create("TRANSFER", 2, 490.0, 500.0, 510.0),
        Outcomes.create("OFF_HEAP", 2, 600.0, 610.0, 620.0));

    assertTrue(text.startsWith("Recommended here: transfer with 2 threads, at 2.00 GB/s"), text);
    assertTrue(text.contains("beyond the noise"), text);
  }

  @Test
  void shouldPreferFewerThreadsAmongEquals() {
    String text = recommend(
        Outcomes.create("OFF_HEAP", 2, 480.0, 500.0, 520.0),
        Outcomes.create("OFF_HEAP", 1, 500.0, 510.0, 540.0));

    assertTrue(text.startsWith("Recommended here: off-heap with 1 thread"), text);
    assertTrue(text.contains("within the noise of the fastest, off-heap with 2 threads"), text);
  }

  @Test
  void shouldPreferCheckedBytesAmongEquals() {
    String text = recommend(
        Outcomes.create("TRANSFER", 2, 480.0, 500.0, 520.0),
        Outcomes.create("OFF_HEAP", 2, 500.0, 510.0, 540.0));

    assertTrue(text.startsWith("Recommended here: off-heap with 2 threads"), text);
  }

  @Test
  void shouldNeverRankLinksAmongCopies() {
    String text = recommend(Outcomes.create("LINK", 1, 1.0), Outcomes.create("STREAM", 1, 1000.0));

    assertTrue(text.startsWith("Recommended here: stream with 1 thread"), text);
    assertTrue(text.contains("can be linked instead: 1000 snapshots a second"), text);
  }

  @Test
  void shouldTakeClonesWhereThereAreAny() {
    String text = recommend(Outcomes.create("CLONE", 1, 10.0), Outcomes.create("OFF_HEAP", 1, 5.0));

    assertTrue(text.startsWith("Recommended here: clone, 1 thread"), text);
  }

  @Test
  void shouldSayNothingWithoutResults() {
    assertEquals(List.of(), Recommendation.of(List.of(Outcomes.cp("-r", 1.0))));
  }

  private static String recommend(Outcome... outcomes) {
    return String.join(" ", Recommendation.of(List.of(outcomes)));
  }
}
