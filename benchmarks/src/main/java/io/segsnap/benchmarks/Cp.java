package io.segsnap.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The physical reference: {@code cp} of a partition directory's files. */
public final class Cp {

  private static final String MAKE = "mkdir \"$1\"";

  /** Segments, their indexes and producer snapshots; no checkpoints, no folder of snapshots. */
  private static final String FILES = "find \"$0\" -maxdepth 1 -type f -name '[0-9]*' -print0";

  private static final String SYNC = "find \"$1\" -print0 | xargs -0 sync";

  private Cp() {}

  /** {@code cp -r} into a new folder, then {@code sync} of every file and of the folder. */
  public static void copySynced(Path from, Path to) throws IOException, InterruptedException {
    run(MAKE + " && " + FILES + " | xargs -0 cp -r -t \"$1\" && " + SYNC, from, to);
  }

  /** {@code cp -r} into a new folder. */
  public static void copy(Path from, Path to) throws IOException, InterruptedException {
    run(MAKE + " && " + FILES + " | xargs -0 cp -r -t \"$1\"", from, to);
  }

  /** {@code cp -rl} into a new folder, then {@code sync} of the folder, which is all that is new. */
  public static void linkSynced(Path from, Path to) throws IOException, InterruptedException {
    run(MAKE + " && " + FILES + " | xargs -0 cp -rl -t \"$1\" && sync \"$1\"", from, to);
  }

  /** {@code cp -rl} into a new folder. */
  public static void link(Path from, Path to) throws IOException, InterruptedException {
    run(MAKE + " && " + FILES + " | xargs -0 cp -rl -t \"$1\"", from, to);
  }

  /** {@code cp -rl} of a folder, a copy of its active segment, and {@code sync} of both. */
  public static void linkWithCopiedTail(Path from, Path active, Path to)
      throws IOException, InterruptedException {
    String tail = active.getFileName().toString();
    run(
        MAKE + " && cp -rl \"$0\" \"$1\"/log && cp --remove-destination \"$0\"/" + tail
            + " \"$1\"/log && sync \"$1\"/log/" + tail + " \"$1\"/log",
        from,
        to);
  }

  /** Everything that a folder holds, into a new folder. */
  public static void everything(Path from, Path to) throws IOException, InterruptedException {
    run("cp -a \"$0\" \"$1\"", from, to);
  }

  private static void run(String script, Path from, Path to)
      throws IOException, InterruptedException {
    Commands.run(List.of("sh", "-c", script, from.toString(), to.toString()));
  }
}
