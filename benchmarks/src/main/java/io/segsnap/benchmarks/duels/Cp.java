package io.segsnap.benchmarks.duels;

import io.segsnap.benchmarks.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;

/** The physical reference: {@code cp} of a log's files, then {@code sync} of them and the folder. */
final class Cp {

  private final Path log;
  private final Path target;

  /** {@code target} is made and deleted by each call. */
  Cp(Path log, Path target) {
    this.log = log;
    this.target = target;
  }

  /** Copies every file; returns how long it took, in nanoseconds. */
  long copy() throws Exception {
    return run("mkdir \"$1\" && cp -r \"$0\"/[0-9]* \"$1\" && sync \"$1\"/* \"$1\"");
  }

  /** Links every file and replaces the last segment by a copy; returns nanoseconds. */
  long linkAndCopyTail(Path active) throws Exception {
    String tail = active.getFileName().toString();
    return run("mkdir \"$1\" && cp -rl \"$0\" \"$1\"/log && cp --remove-destination \"$0\"/" + tail
        + " \"$1\"/log && sync \"$1\"/log/" + tail + " \"$1\"/log");
  }

  private long run(String script) throws Exception {
    long start = System.nanoTime();
    int exit = new ProcessBuilder("sh", "-c", script, log.toString(), target.toString())
        .inheritIO()
        .start()
        .waitFor();
    long nanos = System.nanoTime() - start;
    WorkFolder.delete(target);
    if (exit != 0) {
      throw new IOException("exit " + exit + " of " + script);
    }
    return nanos;
  }
}
