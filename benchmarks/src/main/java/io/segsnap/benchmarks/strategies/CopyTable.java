package io.segsnap.benchmarks.strategies;

import io.segsnap.benchmarks.Figures;
import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Operations that make a whole copy of a log, beside {@code cp} and the limits of the machine, and verifying one.
 */
final class CopyTable {

  private static final List<String> OPERATIONS =
      List.of("cp", "memory", "fsync", "create", "restore", "verify");

  private static final List<String> COLUMNS = List.of(
      "operation",
      "strategy",
      "threads",
      "cache",
      "runs",
      "ms",
      "quartiles",
      "speed",
      "× cp",
      "CPU s/GiB",
      "heap",
      "extra disk",
      "durable?",
      "aliasing?",
      "guarantees");

  private final List<Outcome> outcomes;

  private CopyTable(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * Makes the table.
   *
   * @param outcomes of any operations; others are left out
   * @param unsupported cells that this machine can't measure, with the reasons
   */
  static Table of(String title, List<Outcome> outcomes, Map<Cell, String> unsupported) {
    return new CopyTable(outcomes).table(title, unsupported);
  }

  /** Whether an operation belongs here. */
  static boolean shows(String operation) {
    return OPERATIONS.contains(operation);
  }

  private Table table(String title, Map<Cell, String> unsupported) {
    List<List<String>> rows = new ArrayList<>();
    for (String operation : OPERATIONS) {
      outcomes.stream()
          .filter(outcome -> outcome.operation().equals(operation))
          .forEach(outcome -> rows.add(row(outcome)));
      unsupported.forEach((cell, reason) -> {
        if (cell.method().equals(operation)) {
          rows.add(unsupported(cell, reason));
        }
      });
    }
    return new Table(
        title,
        COLUMNS,
        rows,
        List.of(
            "× cp: how many times as fast as cp -r with sync; links and clones, as cp -rl with sync of the folder. Cold"
                + " is compared with cold.",
            "Links and clones move no bytes: operations a second instead of GB/s. create link copies the active segment,"
                + " cp -rl does not.",
            "CPU s/GiB: of the process and of those it starts; the kernel's writing back is not in it. extra disk:"
                + " blocks that the copy takes beside the log.",
            "Each result was compared with the log byte for byte, outside the time."));
  }

  private List<String> row(Outcome outcome) {
    boolean hasBytes = !outcome.operation().equals("fsync");
    String speed = outcome.isSharing() || !hasBytes
        ? Figures.number(outcome.perSecond()) + " ops/s"
        : Figures.number(outcome.gbPerSecond()) + " GB/s";
    Guarantee guarantee = Guarantee.of(outcome);
    return List.of(
        outcome.operation(),
        outcome.strategy(),
        outcome.result().param("threads"),
        outcome.result().param("cache"),
        String.valueOf(outcome.result().scores().size()),
        Figures.number(outcome.ms()),
        Figures.quartiles(outcome.result().sample()),
        speed,
        timesCp(outcome).map(Figures::number).orElse(Figures.NONE),
        hasBytes && outcome.cpuSecondsPerGib().isPresent()
            ? Figures.number(outcome.cpuSecondsPerGib().getAsDouble())
            : Figures.NONE,
        outcome.heapBytes().isPresent()
            ? Figures.bytes(outcome.heapBytes().getAsDouble())
            : Figures.NONE,
        outcome.diskBytes().isPresent()
            ? Figures.bytes(outcome.diskBytes().getAsDouble())
            : Figures.NONE,
        guarantee.durable(),
        guarantee.aliasing(),
        guarantee.text());
  }

  private static List<String> unsupported(Cell cell, String reason) {
    List<String> row = new ArrayList<>();
    row.add(cell.method());
    row.add(cell.strategy().isEmpty() ? "cp " + cell.param("flags") : cell.strategy());
    row.add(cell.params().getOrDefault("threads", Figures.NONE));
    row.add(cell.params().getOrDefault("cache", Figures.NONE));
    row.addAll(List.of("0", Figures.NONE, Figures.NONE, "unsupported"));
    row.addAll(List.of(Figures.NONE, Figures.NONE, Figures.NONE, Figures.NONE, Figures.NONE));
    row.addAll(List.of(Figures.NONE, reason));
    return row;
  }

  private Optional<Double> timesCp(Outcome outcome) {
    if (!List.of("cp", "create", "restore").contains(outcome.operation())) {
      return Optional.empty();
    }
    String reference = outcome.isSharing() ? "cp -rl" : "cp -r";
    return outcomes.stream()
        .filter(other -> other.strategy().equals(reference)
            && other.isCold() == outcome.isCold()
            && other.isSynced() == outcome.isSynced())
        .findFirst()
        .map(cp -> cp.ms() / outcome.ms());
  }
}
