package io.segsnap.benchmarks.gate;

import io.segsnap.benchmarks.WorkFolder;
import io.segsnap.benchmarks.gate.GateException.Kind;
import io.segsnap.snapshot.SnapshotManager;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds or makes builds of core; those of commits are kept in a folder. */
final class Builds {

  private static final int COMMIT_LETTERS = 10;

  private final Path project;
  private final Path cache;
  private final String git;

  /**
   * @param project the top folder of the git work tree
   * @param cache where jars are kept, by commit
   */
  Builds(Path project, Path cache) {
    this(project, cache, "git");
  }

  /**
   * @param git the program
   */
  Builds(Path project, Path cache, String git) {
    this.git = git;
    this.project = project.toAbsolutePath();
    this.cache = cache.toAbsolutePath();
  }

  /**
   * A build by name.
   *
   * @param refOrJar a git ref, or the path of a jar
   * @throws GateException if there is no such thing, or it doesn't compile
   */
  Build of(String refOrJar) throws IOException {
    Files.createDirectories(cache);
    if (!refOrJar.endsWith(".jar")) {
      return ofCommit(refOrJar);
    }
    Path jar = Path.of(refOrJar).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw bad(refOrJar + ": there is no such jar; give a git ref or the path of a jar of core");
    }
    return new Build(jar.getFileName() + "+" + Jars.hash(jar), jar);
  }

  /** The classes of core that this process itself runs with. */
  Build workingTree() throws IOException {
    Files.createDirectories(cache);
    Path classes = ownCore();
    Path jar = cache.resolve("head.jar");
    if (Files.isDirectory(classes)) {
      Jars.pack(classes, jar);
    } else {
      jar = classes;
    }
    Shell.Outcome commit = git("rev-parse", "--short=" + COMMIT_LETTERS, "HEAD");
    boolean isClean =
        commit.isOk() && git("status", "--porcelain", "core").output().isEmpty();
    String name = commit.isOk() ? commit.output() : "head";
    return new Build(isClean ? name : name + "+" + Jars.hash(jar), jar);
  }

  /** Where this process has core from. */
  static Path ownCore() {
    try {
      return Path.of(SnapshotManager.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Build ofCommit(String ref) throws IOException {
    Shell.Outcome repository = git("rev-parse", "--git-dir");
    if (!repository.isOk()) {
      throw bad(ref + ": no commits to be found here: " + lastLine(repository.output())
          + "; give the path of a jar of core");
    }
    Shell.Outcome found = git("rev-parse", "--verify", "--quiet", ref + "^{commit}");
    if (!found.isOk()) {
      throw bad(ref + ": no such commit here; fetch it, or give the path of a jar of core");
    }
    String commit = found.output();
    Path jar = cache.resolve(commit + ".jar");
    if (!Files.exists(jar)) {
      compile(ref, commit, jar);
    }
    return new Build(commit.substring(0, COMMIT_LETTERS), jar);
  }

  private void compile(String ref, String commit, Path jar) throws IOException {
    Path tree = cache.resolve("tree-" + commit);
    WorkFolder.delete(tree);
    git("worktree", "prune");
    Shell.Outcome added = git("worktree", "add", "--detach", "--force", tree.toString(), commit);
    if (!added.isOk()) {
      throw bad(ref + ": can't check it out: " + lastLine(added.output()));
    }
    try {
      Shell.Outcome built = maven(tree, true);
      if (!built.isOk()) {
        built = maven(tree, false);
      }
      if (!built.isOk()) {
        throw bad(ref + ": core doesn't compile: " + firstError(built.output()));
      }
      Path unfinished = cache.resolve(commit + ".part");
      Jars.pack(tree.resolve("core/target/classes"), unfinished);
      Files.move(unfinished, jar);
    } finally {
      git("worktree", "remove", "--force", tree.toString());
    }
  }

  /** Whether two commits have the same core; those that can't be found have not. */
  boolean haveSameCore(String one, String other) throws IOException {
    return one.equals(other)
        || git("diff", "--quiet", one, other, "--", "core/src/main").isOk();
  }

  private static Shell.Outcome maven(Path tree, boolean offline) throws IOException {
    List<String> command = offline
        ? List.of("mvn", "-q", "-B", "-o", "process-classes", "-pl", "core")
        : List.of("mvn", "-q", "-B", "process-classes", "-pl", "core");
    return Shell.run(tree, command);
  }

  private Shell.Outcome git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(git));
    command.addAll(List.of(arguments));
    return Shell.run(project, command);
  }

  private static String firstError(String output) {
    return output
        .lines()
        .filter(line -> line.contains("ERROR"))
        .findFirst()
        .orElse(lastLine(output));
  }

  private static String lastLine(String output) {
    return output.lines().reduce("no output", (earlier, later) -> later);
  }

  private static GateException bad(String problem) {
    return new GateException(Kind.BUILD, "build " + problem);
  }
}
