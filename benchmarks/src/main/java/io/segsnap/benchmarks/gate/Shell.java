package io.segsnap.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a command and waits for it. */
final class Shell {

  /** As a shell has it. */
  private static final int NO_SUCH_PROGRAM = 127;

  /**
   * What came of it.
   *
   * @param exitCode as the command gave it; other than 0 too if there is no such program
   * @param output stdout and stderr together
   */
  record Outcome(int exitCode, String output) {
    boolean isOk() {
      return exitCode == 0;
    }
  }

  private Shell() {}

  static Outcome run(Path folder, List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      return new Outcome(NO_SUCH_PROGRAM, command.get(0) + " can't be run: " + e.getMessage());
    }
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + String.join(" ", command), e);
    }
  }
}
