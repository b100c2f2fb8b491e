package io.segsnap.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Strategies compared: results of the benchmarks {@code create}, {@code restore} and {@code verify}
 * with the parameters {@code strategy} and {@code threads}, and of the reference {@code cp} with
 * {@code flags}, all in milliseconds per operation.
 */
public final class StrategyTable {

  private static final List<String> COLUMNS = List.of(
      "operation",
      "strategy",
      "threads",
      "runs",
      "ms",
      "quartiles",
      "speed",
      "× cp",
      "heap per op",
      "guarantees");
  private static final String LINK = "link";
  private static final String CLONE = "clone";
  private static final double MS_PER_S = 1000;
  private static final double BYTES_PER_GB = 1e9;

  private final List<JmhResult> results;
  private final long bytes;

  private StrategyTable(List<JmhResult> results, long bytes) {
    this.results = results;
    this.bytes = bytes;
  }

  /**
   * Makes the table.
   *
   * @param bytes size of the log that was copied
   * @param unsupported names of strategies that this machine doesn't have
   */
  public static Table of(
      String title, List<JmhResult> results, long bytes, List<String> unsupported) {
    return new StrategyTable(results, bytes).table(title, unsupported);
  }

  private Table table(String title, List<String> unsupported) {
    List<List<String>> rows = new ArrayList<>();
    for (String operation : List.of("cp", "create", "restore", "verify")) {
      results.stream()
          .filter(result -> operation(result).equals(operation))
          .forEach(result -> rows.add(row(result)));
    }
    unsupported.forEach(strategy -> rows.add(List.of(
        "create",
        strategy,
        Cells.NONE,
        "0",
        Cells.NONE,
        Cells.NONE,
        "unsupported",
        Cells.NONE,
        Cells.NONE,
        guarantee("create", strategy))));
    return new Table(
        title,
        COLUMNS,
        rows,
        List.of(
            "× cp: how many times as fast as cp -r with sync, or for links as cp -rl with sync.",
            "Links and clones move no bytes, so they have no GB/s. A restored log is written to, so it is never"
                + " linked.",
            "Pages were in memory; everything but verify was on disk when the time was taken."));
  }

  private List<String> row(JmhResult result) {
    Sample ms = result.sample();
    return List.of(
        operation(result),
        strategy(result),
        result.param("threads"),
        String.valueOf(ms.values().size()),
        Cells.number(ms.median()),
        Cells.quartiles(ms),
        speed(result, ms.median()),
        factor(result, ms.median()),
        JmhTable.heap(result),
        guarantee(operation(result), strategy(result)));
  }

  private static String operation(JmhResult result) {
    return result.shortName().substring(result.className().length() + 1);
  }

  private static String strategy(JmhResult result) {
    if (operation(result).equals("cp")) {
      return result.param("flags");
    }
    return result.param("strategy").toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean isLink(JmhResult result) {
    return List.of(LINK, CLONE, "-rl").contains(strategy(result));
  }

  private String speed(JmhResult result, double ms) {
    return isLink(result)
        ? Cells.number(MS_PER_S / ms) + " ops/s"
        : Cells.number(bytes / BYTES_PER_GB / (ms / MS_PER_S)) + " GB/s";
  }

  private String factor(JmhResult result, double ms) {
    if (operation(result).equals("verify")) {
      return Cells.NONE;
    }
    String flags = isLink(result) ? "-rl" : "-r";
    Optional<Double> reference = results.stream()
        .filter(other -> operation(other).equals("cp") && strategy(other).equals(flags))
        .map(other -> other.sample().median())
        .findFirst();
    return reference.map(cpMs -> Cells.number(cpMs / ms)).orElse(Cells.NONE);
  }

  private static String guarantee(String operation, String strategy) {
    if (operation.equals("verify")) {
      return "every byte and batch checked";
    }
    return switch (strategy) {
      case "-r" -> "own bytes, unchecked";
      case "-rl" -> "shared bytes, unchecked";
      case LINK -> "shared with the log: safe while only segsnap writes it";
      case CLONE -> "own file, blocks shared until one side writes";
      case "transfer" -> "own bytes; the source's bytes are checksummed";
      default -> "own bytes; the bytes written are checksummed";
    };
  }
}
