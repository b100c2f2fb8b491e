package io.segsnap.process;

import io.segsnap.cli.CommandLineInProcess;
import io.segsnap.cli.CommandLineInProcess.Outcome;
import io.segsnap.crash.Scratch;
import io.segsnap.testing.TestLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process that runs commands on the snapshots of a log, of which others run some at the same time. For each line
 * of stdin, which names a snapshot folder, it prints one line for each command and then {@code end}.
 */
final class SnapshotWorker {

  private static final int COMMANDS = 14;

  private final Path log;
  private final Path work;
  private final Random random;

  private SnapshotWorker(Path log, Path work, long seed) {
    this.log = log;
    this.work = work;
    this.random = new Random(seed);
  }

  /** Arguments: the log, a folder of its own, the seed. */
  public static void main(String[] args) throws IOException {
    SnapshotWorker worker =
        new SnapshotWorker(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[2]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      worker.round(Path.of(line));
      System.out.println("end");
    }
  }

  private void round(Path snapshots) throws IOException {
    run(snapshots, "create", "--force");
    for (int i = 1; i < COMMANDS; i++) {
      switch (random.nextInt(13)) {
        case 0, 1, 2 -> run(snapshots, "create", "--force", "--strategy", anyStrategy());
        case 3 -> run(snapshots, "create");
        case 4, 5 -> run(snapshots, "delete", anyId(snapshots));
        case 6 -> run(snapshots, "cleanup", "--max-snapshots", "" + (1 + random.nextInt(3)));
        case 7 -> run(snapshots, "list");
        case 8 -> run(snapshots, "verify", anyId(snapshots));
        case 9 -> run(snapshots, "verify", "--all");
        case 10 -> run(snapshots, "size");
        case 11 -> run(snapshots, "cleanup", "--dry-run");
        default -> restore(snapshots);
      }
    }
  }

  private String anyStrategy() {
    return List.of("off-heap", "link", "transfer").get(random.nextInt(3));
  }

  /** One that is there, or was a moment ago. */
  private String anyId(Path snapshots) throws IOException {
    List<String> found = new ArrayList<>(List.of("latest"));
    try {
      TestLogs.names(snapshots).stream()
          .filter(name -> name.startsWith("snapshot-"))
          .forEach(found::add);
    } catch (NoSuchFileException e) {
      return "latest";
    }
    return found.get(random.nextInt(found.size()));
  }

  private void restore(Path snapshots) throws IOException {
    Path target = work.resolve("restored-0");
    int exitCode = run(snapshots, "restore", anyId(snapshots), target.toString());
    boolean exists = Files.exists(target);
    boolean isRight = exitCode == 0 ? exists && LogPrefix.isOf(log, target) : !exists;
    System.out.println("restored " + (isRight ? "right" : "wrong"));
    if (exists) {
      Scratch.clear(target);
    }
  }

  private int run(Path snapshots, String command, String... words) {
    List<String> args = new ArrayList<>(List.of(command, log.toString()));
    args.addAll(List.of(words));
    args.addAll(List.of("--snapshot-dir", snapshots.toString()));
    Outcome outcome = CommandLineInProcess.run(args.toArray(String[]::new));
    System.out.println(command + " " + outcome.exitCode() + " " + outcome.errors());
    return outcome.exitCode();
  }
}
