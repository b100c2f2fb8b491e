package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.GeneratedLog;
import io.segsnap.benchmarks.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The logs that a suite measures on, each generated when it is first asked for, in one folder. */
final class Logs {

  private final Path folder;
  private final long bytes;
  private final PrintStream out;

  /**
   * Generates nothing yet.
   *
   * @param folder where to
   * @param bytes size of each log
   */
  Logs(Path folder, long bytes, PrintStream out) {
    this.folder = folder;
    this.bytes = bytes;
    this.out = out;
  }

  /** Size of each log. */
  long bytes() {
    return bytes;
  }

  /** For what a contest writes. */
  Path scratch() {
    return folder;
  }

  /** A partition directory that segsnap wrote and closed. */
  Path ours() throws IOException {
    return generated("bench-0");
  }

  /** The same batches in a directory that Kafka opens as its own. */
  Path kafkas() throws IOException {
    return generated("bench-1");
  }

  private Path generated(String name) throws IOException {
    Path log = folder.resolve(name);
    if (!Files.exists(log)) {
      out.println("generating a log of " + (bytes >> 20) + " MiB in " + log + " ...");
      GeneratedLog.write(log, bytes, Settings.SEGMENT_BYTES, Settings.SEED);
    }
    return log;
  }
}
