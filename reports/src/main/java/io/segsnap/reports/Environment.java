package io.segsnap.reports;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param facts names and values, in the order to show them
 */
public record Environment(Map<String, String> facts) {

  static final String DATE = "date";

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  public Environment {
    facts.forEach((name, value) -> Objects.requireNonNull(value, name));
  }

  /** Of results that don't say where they are from. */
  public static Environment unknown() {
    return new Environment(Map.of());
  }

  /**
   * Asks this machine.
   *
   * @param folder on the file system that is measured
   * @param seed of the generated data
   */
  public static Environment detect(Path folder, long seed, Clock clock) throws IOException {
    FileStore store = Files.getFileStore(folder);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(DATE, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put(
        "JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put(
        "JVM flags", heapFlags(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("CPU", Runtime.getRuntime().availableProcessors() + " × " + cpuModel());
    facts.put("file system", store.type());
    facts.put("mount options", Mounts.options(folder));
    facts.put("commit", GitCommit.here());
    facts.put("seed", String.valueOf(seed));
    return new Environment(facts);
  }

  /** Those that change what is measured; paths and module openings don't. */
  static String heapFlags(Stream<String> flags) {
    return flags
        .filter(flag -> flag.startsWith("-X"))
        .reduce((left, right) -> left + " " + right)
        .orElse("none");
  }

  private static String cpuModel() throws IOException {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
