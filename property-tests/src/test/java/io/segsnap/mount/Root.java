package io.segsnap.mount;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs programs that only root may run, as root or through {@code sudo} where it asks nothing. */
final class Root {

  private Root() {}

  /** What a program said, and whether it was content. */
  record Answer(boolean isGood, String text) {}

  /** Runs a program as whoever runs the tests. */
  static Answer run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (own, more) -> own + ":" + more);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      return new Answer(process.waitFor() == 0, text);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + command, e);
    }
  }

  static Answer runAsRoot(String... command) throws IOException {
    List<String> all = new ArrayList<>(isRoot() ? List.of() : List.of("sudo", "-n"));
    all.addAll(List.of(command));
    return run(all);
  }

  static boolean isRoot() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }

  /** Why nothing can be run as root; empty where it can. */
  static Optional<String> refusal() throws IOException {
    if (isRoot()) {
      return Optional.empty();
    }
    boolean canBecome = isInstalled("sudo") && runAsRoot("true").isGood();
    return canBecome
        ? Optional.empty()
        : Optional.of("mounting takes root, or sudo that asks nothing");
  }

  static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
