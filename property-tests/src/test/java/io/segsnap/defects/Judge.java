package io.segsnap.defects;

import io.segsnap.testing.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs tests in a JVM of their own, with a folder of changed classes in front of core's. */
final class Judge {

  /** Of the slowest killer, ten times. */
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /**
   * What came of it.
   *
   * @param isKilled whether a test failed, or the tests would not end
   * @param failure the test that failed, and how
   */
  record Verdict(boolean isKilled, String failure, Duration time) {

    /** The name of the test that failed. */
    String test() {
      return failure.lines().findFirst().orElse("");
    }
  }

  private Judge() {}

  static Verdict judge(Killer killer, Path folder) throws IOException, InterruptedException {
    Path classes = folder.resolve("classes");
    Path output = folder.resolve("output");
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command(killer, classes, folder))
        .redirectOutput(output.toFile())
        .redirectError(folder.resolve("errors").toFile())
        .start();
    boolean ended = process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    if (!ended) {
      process.destroyForcibly().waitFor();
      return new Verdict(true, killer + " did not end", time);
    }
    return switch (process.exitValue()) {
      case Trial.PASSED -> new Verdict(false, "", time);
      case Trial.FAILED -> new Verdict(true, Files.readString(output), time);
      case Trial.NO_TESTS -> throw new IllegalStateException("no tests in " + killer);
      default ->
        throw new IllegalStateException("exit value " + process.exitValue() + "\n"
            + Files.readString(folder.resolve("errors")));
    };
  }

  private static List<String> command(Killer killer, Path classes, Path folder) {
    List<String> options = List.of(
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + folder,
        "-Dsegsnap.scratch=" + folder,
        "-Dsegsnap.scenario=" + killer.scenario(),
        "-Dsegsnap.crash.reorderings=4",
        "-Dsegsnap.crash.recoveries=0");
    return Jvm.command(
        options,
        classes + File.pathSeparator + System.getProperty("java.class.path"),
        Trial.class,
        List.of("io.segsnap." + killer.testClass(), folder.toString()));
  }
}
