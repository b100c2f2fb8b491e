package io.segsnap.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What to run, from system properties; a blank one counts as absent.
 *
 * @param suite {@code segsnap.bench}: the name of a {@link Suite} in lower case; the default is
 *     {@code strategies}
 * @param include {@code bench.include}: benchmarks to run, as a regular expression
 * @param params {@code bench.params}: values of parameters instead of the benchmarks' own, such as
 *     {@code threads=1,2;strategy=off-heap}
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
    Map<String, List<String>> params,
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
    /** Copy strategies compared, and a recommendation. */
    STRATEGIES,
    /** Every benchmark with every value of its parameters, then every other suite. */
    FULL,
    /** Threads, segments and sizes, and what each costs. */
    SCALING,
    /** segsnap beside other programs. */
    PEERS,
    /** The log compared with Kafka's own. */
    LOG,
    /** Snapshots compared with {@code cp} and Kafka. */
    SNAPSHOTS,
    /** How long an appender is held up. */
    PAUSE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Settings of(Properties properties) {
    return new Settings(
        value(properties, "segsnap.bench").map(Settings::suite).orElse(Suite.STRATEGIES),
        value(properties, "bench.include"),
        value(properties, "bench.params").map(Settings::params).orElse(Map.of()),
        value(properties, "segsnap.dir").map(Path::of),
        value(properties, "segsnap.size").map(text -> ByteSize.parse("segsnap.size", text)),
        value(properties, "segsnap.work").map(Path::of),
        Path.of(value(properties, "segsnap.reports").orElse("reports/target/benchmarks")));
  }

  /** What a suite runs with when nothing but these is said. */
  public static Settings of(Suite suite, Path work, Path reports) {
    return new Settings(
        suite,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(work),
        reports);
  }

  public Settings withInclude(String newInclude) {
    return new Settings(
        suite, Optional.of(newInclude), params, directory, sizeBytes, work, reports);
  }

  public Settings withParams(Map<String, List<String>> newParams) {
    return new Settings(suite, include, newParams, directory, sizeBytes, work, reports);
  }

  public Settings withDirectory(Path newDirectory) {
    return new Settings(
        suite, include, params, Optional.of(newDirectory), sizeBytes, work, reports);
  }

  public Settings withSizeBytes(long newSizeBytes) {
    return new Settings(
        suite, include, params, directory, Optional.of(newSizeBytes), work, reports);
  }

  /** What {@code bench.include} finds: all, if it isn't given. */
  public Pattern includePattern() {
    return pattern(include.orElse(""));
  }

  /**
   * A regular expression of {@code bench.include}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "bench.include=" + regex + ": no regular expression: " + e.getDescription(), e);
    }
  }

  /** Folder to put work files in: on the file system that is measured. */
  public Path workParent() {
    return work.or(() -> directory.map(path -> path.toAbsolutePath().resolveSibling("")))
        .orElse(Path.of("benchmarks/target"));
  }

  /** What runs the same again. */
  public String command() {
    StringBuilder command = new StringBuilder("mvn -pl benchmarks");
    if (suite != Suite.STRATEGIES) {
      command.append(" -Dsegsnap.bench=").append(suite);
    }
    include.ifPresent(
        regex -> command.append(" '-Dbench.include=").append(regex).append('\''));
    if (!params.isEmpty()) {
      command.append(" '-Dbench.params=").append(paramsText()).append('\'');
    }
    sizeBytes.ifPresent(bytes -> command.append(" -Dsegsnap.size=").append(ByteSize.format(bytes)));
    directory.ifPresent(path -> command.append(" -Dsegsnap.dir=").append(path));
    return command.toString();
  }

  private String paramsText() {
    return params.entrySet().stream()
        .map(param -> param.getKey() + "=" + String.join(",", param.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static Optional<String> value(Properties properties, String name) {
    return Optional.of(properties.getProperty(name, "").strip()).filter(text -> !text.isEmpty());
  }

  private static Suite suite(String name) {
    return Arrays.stream(Suite.values())
        .filter(suite -> suite.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("segsnap.bench=" + name
            + ": no such suite; give one of " + Arrays.toString(Suite.values())));
  }

  private static Map<String, List<String>> params(String text) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    for (String param : text.split(";", -1)) {
      if (!param.matches("\\w+=[^=,]+(,[^=,]+)*")) {
        throw new IllegalArgumentException(
            "bench.params=" + text + ": give names and values such as threads=1,2;cache=warm");
      }
      int equals = param.indexOf('=');
      params.put(param.substring(0, equals), List.of(param.substring(equals + 1).split(",", -1)));
    }
    return params;
  }
}
