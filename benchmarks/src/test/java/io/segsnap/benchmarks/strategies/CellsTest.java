package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

  @Test
  void shouldCombineAllValues() {
    List<Cell> cells = Cells.of(CpBenchmark.class, Map.of());

    // 3 numbers of segments and 2 sizes, but not 1000 of 64 MiB; warm and cold, 2 kinds of flags,
    // synced or not
    assertEquals((3 * 2 - 1) * 2 * 2 * 2, cells.size());
    assertEquals(cells.size(), new HashSet<>(cells).size());
  }

  @Test
  void shouldCombineManyAndLargeSegmentsOnlyIfAskedTo() {
    Map<String, List<String>> many = Map.of("segments", List.of("1000"));
    Map<String, List<String>> manyAndLarge =
        Map.of("segments", List.of("1000"), "segmentSize", List.of("64m"));

    assertEquals(Set.of("1m"), sizes(Cells.of(CpBenchmark.class, many)));
    assertEquals(Set.of("64m"), sizes(Cells.of(CpBenchmark.class, manyAndLarge)));
  }

  private static Set<String> sizes(List<Cell> cells) {
    return cells.stream().map(cell -> cell.param("segmentSize")).collect(Collectors.toSet());
  }

  @Test
  void shouldSayThatThereIsNoRoom(@TempDir Path work) {
    Map<String, List<String>> huge =
        Map.of("segments", List.of("100000000"), "segmentSize", List.of("1g"));
    Cell cell = Cells.of(VerifyBenchmark.class, huge).get(0);
    String problem = new Places(Optional.empty(), work).problem(cell).orElse("");

    assertTrue(problem.startsWith("needs ") && problem.contains(" MiB of disk"), problem);
    assertEquals(Optional.empty(), new Places(Optional.of(work), work).problem(cell));
  }

  @ParameterizedTest
  @CsvSource({
    "cache,hot",
    "after,x",
    "flags,-x",
    "synced,maybe",
    "threads,two",
    "segmentSize,big",
    "strategy,fastest"
  })
  void shouldRefuseAValueThatNoBenchmarkKnows(String name, String value) {
    var e = assertThrows(
        IllegalArgumentException.class, () -> Cells.matching("", Map.of(name, List.of(value))));

    assertTrue(
        String.valueOf(e.getMessage()).startsWith("bench.params=" + name + "=" + value + ": "),
        e::getMessage);
  }

  @Test
  void shouldTakeNamesOfTheCommandLine() {
    List<Cell> cells = Cells.matching(
        "CreateBenchmark", Map.of("strategy", List.of("off-heap"), "threads", List.of("3")));

    assertTrue(cells.stream()
        .allMatch(cell ->
            cell.param("strategy").equals("OFF_HEAP") && cell.param("threads").equals("3")));
  }

  @Test
  void shouldRefuseLinksForRestores() {
    Map<String, List<String>> link = Map.of("strategy", List.of("link"));
    assertThrows(IllegalArgumentException.class, () -> Cells.matching("\\.RestoreBenchmark", link));
  }

  @Test
  void shouldCompareEveryStrategyByDefault() {
    Map<String, List<String>> shape =
        Map.of("segments", List.of("8"), "segmentSize", List.of("4m"));

    List<Cell> cells = new DefaultCells(shape, 2).all();

    Set<String> created = cells.stream()
        .filter(cell -> cell.method().equals("create"))
        .map(cell -> cell.param("strategy") + cell.param("threads"))
        .collect(Collectors.toSet());
    assertEquals(6 * 2, created.size());
    Set<String> methods = cells.stream().map(Cell::method).collect(Collectors.toSet());
    assertTrue(
        methods.containsAll(Set.of(
            "cp",
            "memory",
            "fsync",
            "create",
            "restore",
            "differential",
            "verify",
            "open",
            "read",
            "append",
            "list",
            "cleanup")),
        methods::toString);
  }

  @Test
  void shouldTryAllProcessors() {
    assertEquals(List.of("1"), DefaultCells.threads(1));
    assertEquals(List.of("1", "2", "4", "6"), DefaultCells.threads(6));
  }
}
