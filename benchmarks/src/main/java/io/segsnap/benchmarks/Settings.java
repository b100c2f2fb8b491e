package io.segsnap.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What to run, from system properties; a blank one counts as absent.
 *
 * @param suite {@code segsnap.bench}: {@code strategies} (the default), {@code log}, {@code
 *     snapshots} or {@code pause}
 * @param include {@code bench.include}: JMH benchmarks to run instead of a suite, as a regular
 *     expression
 * @param directory {@code segsnap.dir}: a partition directory to use instead of generating one
 * @param sizeBytes {@code segsnap.size}: size of the generated log, such as {@code 512m} or {@code
 *     2g}; the default is the suite's
 * @param work {@code segsnap.work}: where work files go, for as long as it runs; the default is
 *     beside the directory, or {@code benchmarks/target}
 * @param reports {@code segsnap.reports}: where reports go
 */
public record Settings(
    Suite suite,
    Optional<String> include,
    Optional<Path> directory,
    Optional<Long> sizeBytes,
    Optional<Path> work,
    Path reports) {

  /** Seed of every generated log. */
  public static final long SEED = 42;

  /** Size of a generated segment. */
  public static final int SEGMENT_BYTES = 64 << 20;

  /** What can be run. */
  public enum Suite {
    /** Copy strategies compared. */
    STRATEGIES,
    /** The log compared with Kafka's own. */
    LOG,
    /** Snapshots compared with {@code cp} and Kafka. */
    SNAPSHOTS,
    /** How long an appender is held up. */
    PAUSE
  }

  static Settings of(Properties properties) {
    return new Settings(
        value(properties, "segsnap.bench").map(Settings::suite).orElse(Suite.STRATEGIES),
        value(properties, "bench.include"),
        value(properties, "segsnap.dir").map(Path::of),
        value(properties, "segsnap.size").map(Settings::size),
        value(properties, "segsnap.work").map(Path::of),
        Path.of(value(properties, "segsnap.reports").orElse("reports/target/benchmarks")));
  }

  /** Folder to put work files in: on the file system that is measured. */
  public Path workParent() {
    return work.or(() -> directory.map(path -> path.toAbsolutePath().resolveSibling("")))
        .orElse(Path.of("benchmarks/target"));
  }

  private static Optional<String> value(Properties properties, String name) {
    return Optional.of(properties.getProperty(name, "").strip()).filter(text -> !text.isEmpty());
  }

  private static Suite suite(String name) {
    return switch (name) {
      case "strategies" -> Suite.STRATEGIES;
      case "log" -> Suite.LOG;
      case "snapshots" -> Suite.SNAPSHOTS;
      case "pause" -> Suite.PAUSE;
      default ->
        throw new IllegalArgumentException(
            "segsnap.bench=" + name + ": no such suite; give strategies, log, snapshots or pause");
    };
  }

  private static long size(String text) {
    if (!text.matches("[1-9][0-9]{0,8}[kmg]?")) {
      throw new IllegalArgumentException(
          "segsnap.size=" + text + ": no size; give one such as 512m or 2g");
    }
    String digits = text.replaceAll("[kmg]", "");
    int shift = switch (text.charAt(text.length() - 1)) {
      case 'k' -> 10;
      case 'm' -> 20;
      case 'g' -> 30;
      default -> 0;
    };
    return Long.parseLong(digits) << shift;
  }
}
