package io.segsnap.benchmarks.strategies;

import io.segsnap.reports.JmhResult;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of one cell.
 *
 * @param result with all its scores, in milliseconds
 * @param bytes size of the log
 */
record Outcome(JmhResult result, long bytes) {

  private static final double MS_PER_S = 1000;
  private static final double BYTES_PER_GB = 1e9;
  private static final double BYTES_PER_GIB = 1L << 30;

  /** The benchmark method. */
  String operation() {
    return result.shortName().substring(result.className().length() + 1);
  }

  /** As on the command line; for the reference, its flags. */
  String strategy() {
    return switch (operation()) {
      case "cp" -> "cp " + result.param("flags");
      case "memory" -> "memory";
      case "fsync" -> "fsync of 4 KiB";
      default -> Cell.strategy(result.param("strategy"));
    };
  }

  int threads() {
    String threads = result.param("threads");
    return threads.equals("-") ? 1 : Integer.parseInt(threads);
  }

  boolean isCold() {
    return result.param("cache").equals(LogBenchmark.COLD);
  }

  boolean isSynced() {
    return result.param("synced").equals("true");
  }

  /** Whether no bytes move: these have no throughput. */
  boolean isSharing() {
    return List.of("link", "clone", "cp -rl").contains(strategy());
  }

  double ms() {
    return result.sample().median();
  }

  double gbPerSecond() {
    return bytes / BYTES_PER_GB / (ms() / MS_PER_S);
  }

  double perSecond() {
    return MS_PER_S / ms();
  }

  OptionalDouble cpuSecondsPerGib() {
    Double ms = result.secondary().get("cpu");
    return ms == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(ms / MS_PER_S / (bytes / BYTES_PER_GIB));
  }

  OptionalDouble heapBytes() {
    return secondary("heap");
  }

  /** Blocks that the copy takes and the log does not. */
  OptionalDouble diskBytes() {
    return secondary("disk");
  }

  private OptionalDouble secondary(String name) {
    Double value = result.secondary().get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
