package io.segsnap.benchmarks.strategies;

import java.nio.file.Path;
import java.util.List;

/**
 * Where benchmarks find the log and leave their work. The program that starts them says so in
 * system properties, as a benchmark runs in a JVM of its own.
 *
 * @param log the partition directory; never written to
 * @param work folder on the same file system, emptied by who made it
 */
record Places(Path log, Path work) {

  private static final String LOG = "segsnap.bench.log";
  private static final String WORK = "segsnap.bench.work";

  static Places fromProperties() {
    return new Places(property(LOG), property(WORK));
  }

  private static Path property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run mvn -pl benchmarks");
    }
    return Path.of(value);
  }

  /** What to start the JVM of a benchmark with. */
  List<String> jvmArgs() {
    return List.of("-D" + LOG + "=" + log, "-D" + WORK + "=" + work);
  }
}
