package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Cell A = cell("a");
  private static final Cell B = cell("b");
  private static final Cell C = cell("c");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Cell> order = new ArrayList<>();
  private long nanos;

  @Test
  void shouldTurnRoundEachTime() throws Exception {
    run(Duration.ofSeconds(6), List.of(A, B, C));

    assertEquals(List.of(A, B, C, C, B, A), order);
  }

  @Test
  void shouldStartNothingWhenTheTimeIsOver() throws Exception {
    Rounds<String> rounds = run(Duration.ofSeconds(2), List.of(A, B, C));

    assertEquals(List.of(A, B), order);
    assertEquals(Map.of(A, List.of("ok"), B, List.of("ok")), rounds.results());
  }

  @Test
  void shouldKeepAllMeasurementsOfACell() throws Exception {
    Rounds<String> rounds = run(Duration.ofSeconds(3), List.of(A, B, A));

    assertEquals(List.of("ok", "ok"), rounds.results().get(A));
  }

  @Test
  void shouldGoOnWithoutACellThatTurnsOutToBeUnsupported() throws Exception {
    Rounds<String> rounds = new Rounds<>(
        cell -> {
          String result = measure(cell);
          if (cell.equals(B)) {
            throw new UnsupportedCellException("not here");
          }
          return result;
        },
        Duration.ofSeconds(5),
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        () -> nanos);
    rounds.run(List.of(A, B, C));

    assertEquals(List.of(A, B, C, C, A), order);
    assertEquals(Map.of(B, "not here"), rounds.unsupported());
    assertEquals(2, rounds.results().size());
  }

  @Test
  void shouldTellHowLongItTakes() throws Exception {
    run(Duration.ofSeconds(3), List.of(A, B, C));

    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("round 1, 1 of 3: a: ok, about 0:02 to go"), text);
  }

  private Rounds<String> run(Duration budget, List<Cell> cells) throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Rounds<String> rounds = new Rounds<>(this::measure, budget, out, () -> nanos);
    rounds.run(cells);
    return rounds;
  }

  private String measure(Cell cell) {
    order.add(cell);
    nanos += Duration.ofSeconds(1).toNanos();
    return "ok";
  }

  private static Cell cell(String method) {
    return new Cell(RoundsTest.class, method, Map.of());
  }
}
