package io.segsnap.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that copies. */
final class CopyArguments {

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadCount.class,
      description = "Threads that copy. Default: one for each processor.")
  private @Nullable Integer threads;

  @Option(
      names = "--no-sync",
      description =
          "Don't wait until everything is on disk; a power failure soon after can lose it.")
  private boolean noSync;

  @Option(
      names = "--limit",
      paramLabel = "BYTES/s",
      converter = Sizes.Rate.class,
      description = "Copy at most so much in a second, such as 50m. Default: no limit.")
  private @Nullable Long limit;

  /** 0 for one for each processor. */
  int threads() {
    return threads == null ? 0 : threads;
  }

  boolean synced() {
    return !noSync;
  }

  /** 0 for no limit. */
  long bytesPerSecond() {
    return limit == null ? 0 : limit;
  }
}
