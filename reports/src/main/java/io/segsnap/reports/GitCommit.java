package io.segsnap.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The commit that is measured. */
final class GitCommit {

  private GitCommit() {}

  /** That of the working directory, marked where files differ from it. */
  static String here() throws IOException {
    ProcessBuilder describe =
        new ProcessBuilder("git", "describe", "--always", "--abbrev=12", "--dirty", "--exclude=*");
    describe.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = describe.start();
    } catch (IOException e) { // without git there is no commit to name
      return Mounts.UNKNOWN;
    }
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      return Optional.ofNullable(out.readLine()).orElse(Mounts.UNKNOWN);
    }
  }
}
