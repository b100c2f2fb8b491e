package io.segsnap.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs other programs. */
public final class Commands {

  private Commands() {}

  /** Whether a program is found on the {@code PATH}. */
  public static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }

  /**
   * Runs a program to its end.
   *
   * @return what it printed, errors included
   * @throws IOException if it does not exit with 0
   */
  public static String run(List<String> command) throws IOException, InterruptedException {
    return run(command, Path.of("").toAbsolutePath(), Map.of());
  }

  /**
   * Runs a program to its end.
   *
   * @param folder it works in
   * @param environment variables to add
   */
  public static String run(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String printed;
    try (var output = process.getInputStream()) {
      printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    int exit = process.waitFor();
    if (exit != 0) {
      String said = printed.lines().filter(line -> !line.isBlank()).findFirst().orElse("nothing");
      throw new IOException(
          String.join(" ", command) + " exits with " + exit + " and says: " + said);
    }
    return printed;
  }
}
