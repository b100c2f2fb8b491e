package io.segsnap.benchmarks.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.reports.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyTableTest {

  private static final Cell CLONE =
      new Cell(CreateBenchmark.class, "create", Map.of("strategy", "CLONE", "threads", "1"));

  private final Table table = CopyTable.of(
      "title",
      List.of(
          Outcomes.cp("-r", 1000.0),
          Outcomes.cp("-rl", 10.0),
          Outcomes.create("OFF_HEAP", 2, 500.0),
          Outcomes.create("LINK", 1, 5.0)),
      Map.of(CLONE, "no clones on ext4"));

  @Test
  void shouldSetCopiesBesideCp() {
    List<String> row = row("off-heap");
    assertEquals("2.00 GB/s", cell(row, "speed"));
    assertEquals("2.00", cell(row, "× cp"));
    assertEquals("no", cell(row, "aliasing?"));
    assertEquals("yes", cell(row, "durable?"));
  }

  @Test
  void shouldGiveLinksNoThroughput() {
    List<String> row = row("link");
    assertEquals("200 ops/s", cell(row, "speed"));
    assertEquals("2.00", cell(row, "× cp"));
    assertEquals("yes", cell(row, "aliasing?"));
    assertTrue(table.rows().stream()
        .filter(each -> List.of("link", "cp -rl").contains(each.get(1)))
        .noneMatch(each -> each.toString().contains("GB/s")));
  }

  @Test
  void shouldShowWhatIsUnsupported() {
    List<String> row = row("clone");
    assertEquals("unsupported", cell(row, "speed"));
    assertEquals("no clones on ext4", cell(row, "guarantees"));
  }

  private List<String> row(String strategy) {
    return table.rows().stream()
        .filter(row -> row.get(1).equals(strategy))
        .findFirst()
        .orElseThrow();
  }

  private String cell(List<String> row, String column) {
    return row.get(table.columns().indexOf(column));
  }
}
