package io.segsnap.reports.cli;

import java.nio.file.Path;

/** Names of reports after the files that they are made of. */
final class ResultName {

  private ResultName() {}

  /** Without folder, ending, and what a report's own JSON is marked with. */
  static String of(Path file) {
    return file.toAbsolutePath().getFileName().toString().replaceFirst("(-report)?\\.jsonl?$", "");
  }
}
