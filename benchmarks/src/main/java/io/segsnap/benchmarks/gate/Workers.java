package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.gate.worker.Worker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Starts worker JVMs: both with the same flags, the same classes of the gate and the same libraries,
 * and each with the core of its build before them.
 */
final class Workers implements Link.Starter {

  private static final List<String> FLAGS = List.of(
      "-Xms192m",
      "-Xmx192m",
      "-XX:+UseSerialGC",
      "-XX:MaxDirectMemorySize=128m",
      "-XX:-UsePerfData",
      "-Dfile.encoding=UTF-8");

  /** Only the second compiler removes allocations, and which ones is up to chance. */
  private static final String WITHOUT_ESCAPE_ANALYSIS = "-XX:TieredStopAtLevel=1";

  /** Far longer than the slowest cell takes to warm up; a worker that has locked itself up is ended. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path log;
  private final Path work;
  private final Profile profile;
  private final Build base;
  private final Build head;
  private final Optional<String> slowdown;

  /**
   * @param log what is measured on
   * @param work each worker gets a folder of its own in it
   * @param slowdown of head's worker, as {@code worker.Slowdown} takes it
   */
  Workers(Path log, Path work, Profile profile, Build base, Build head, Optional<String> slowdown) {
    this.log = log;
    this.work = work;
    this.profile = profile;
    this.base = base;
    this.head = head;
    this.slowdown = slowdown;
  }

  @Override
  public Link start(Side side, boolean counting) throws IOException {
    Path folder = Files.createTempDirectory(work, "worker-");
    Build build = side == Side.BASE ? base : head;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    if (counting) {
      command.add(WITHOUT_ESCAPE_ANALYSIS);
    }
    command.addAll(List.of("-classpath", classPath(build), Worker.class.getName()));
    command.addAll(List.of(
        log.toString(),
        folder.toString(),
        String.valueOf(profile.segmentBytes()),
        String.valueOf(profile.logBytes()),
        side == Side.HEAD ? slowdown.orElse("none") : "none"));
    return new FolderLink(new WorkerProcess(side + " " + build.name(), command, PATIENCE), folder);
  }

  private static String classPath(Build build) {
    String own = Builds.ownCore().toString();
    List<String> entries = new ArrayList<>(List.of(build.jar().toString()));
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      if (!Path.of(entry).toAbsolutePath().toString().equals(own)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }
}
