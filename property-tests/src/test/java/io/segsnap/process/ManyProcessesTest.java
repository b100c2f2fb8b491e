package io.segsnap.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.segsnap.crash.Scratch;
import io.segsnap.proof.Proof;
import io.segsnap.proof.Proof.Section;
import io.segsnap.proof.ProofHook;
import io.segsnap.snapshot.RestoreOptions;
import io.segsnap.snapshot.Snapshot;
import io.segsnap.snapshot.SnapshotList;
import io.segsnap.snapshot.SnapshotManager;
import io.segsnap.snapshot.SnapshotOptions;
import io.segsnap.snapshot.VerifyOptions;
import io.segsnap.testing.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes create, delete, clean up, list, verify and restore in one snapshot folder at once. */
@Tag("any-jdk")
class ManyProcessesTest {

  private static final int ROUNDS = Integer.getInteger("segsnap.processes.rounds", 5);
  private static final int PATIENCE = 20;
  private static final long SEED = Long.parseLong(ProofHook.seed());
  private static final Pattern ID = Pattern.compile("\"id\" : \"(snapshot-\\d+)\"");

  /** Exit codes that tell what another process did: 3 deleted it, 5 created one just now, 6 is at work. */
  private static final Map<String, Set<Integer>> ALLOWED = Map.of(
      "create", Set.of(0, 5, 6),
      "delete", Set.of(0, 3, 6),
      "cleanup", Set.of(0, 6),
      "list", Set.of(0),
      "verify", Set.of(0, 3),
      "size", Set.of(0),
      "restore", Set.of(0, 3),
      "append-create", Set.of(0, 6));

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> unexpected = new ArrayList<>();

  @Test
  void threeProcessesSeeOnlySuccessOrWhatAnotherDid() throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path log = TestLogs.create(scratch.path().resolve("topic-0"), 40);
      List<WorkerProcess> workers = start(scratch.path(), log, 3);
      run(scratch.path(), log, Optional.empty(), workers, "create 6", "restore 0");
      report("3 processes");
    }
  }

  @Test
  void aProcessThatAppendsTakesSnapshotsBesideThem() throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path log = TestLogs.create(scratch.path().resolve("topic-0"), 40);
      List<WorkerProcess> workers = start(scratch.path(), log, 2);
      WorkerProcess appender = new WorkerProcess(AppendingWorker.class, log.toString());
      appender.awaitReady();
      run(scratch.path(), log, Optional.of(appender), workers, "append-create 0", "restore 0");
      report("2 processes and one that appends");
    }
  }

  private static List<WorkerProcess> start(Path folder, Path log, int count) throws IOException {
    List<WorkerProcess> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path own = Files.createDirectory(folder.resolve("worker-" + i));
      workers.add(
          new WorkerProcess(SnapshotWorker.class, log.toString(), own.toString(), "" + (SEED + i)));
    }
    for (WorkerProcess worker : workers) {
      worker.awaitReady();
    }
    return workers;
  }

  /**
   * Runs the rounds, and more of them until what the others' chance decides has come by.
   *
   * @param first makes a snapshot before the others begin: where there is no folder yet, a create that
   *     is refused because the log is open makes it and removes it again
   * @param wanted commands with their exit codes, as counted
   */
  private void run(
      Path folder,
      Path log,
      Optional<WorkerProcess> first,
      List<WorkerProcess> others,
      String... wanted)
      throws Exception {
    Set<String> missing = new TreeSet<>(Set.of(wanted));
    List<WorkerProcess> all = new ArrayList<>(others);
    first.ifPresent(all::add);
    try {
      for (int round = 0;
          round < ROUNDS || (!missing.isEmpty() && round < ROUNDS * PATIENCE);
          round++) {
        Path snapshots = folder.resolve("snapshots-" + round);
        if (first.isPresent()) {
          first.get().begin(snapshots.toString());
          check(first.get().awaitLine());
        }
        for (WorkerProcess worker : others) {
          worker.begin(snapshots.toString());
        }
        for (WorkerProcess worker : all) {
          worker.awaitEnd().forEach(this::check);
        }
        assertEquals(List.of(), unexpected, "in round " + round);
        checkFolder(folder, log, snapshots);
        missing.removeAll(counts.keySet());
      }
      assertEquals(Set.of(), missing, () -> "never came by; what did: " + counts);
      for (WorkerProcess worker : all) {
        assertEquals(0, worker.finish());
      }
    } finally {
      all.forEach(WorkerProcess::close);
    }
  }

  private void check(String line) {
    String[] words = line.split(" ", 3);
    if (words[0].equals("restored")) {
      if (!words[1].equals("right")) {
        unexpected.add("restored something else");
      }
      return;
    }
    counts.merge(words[0] + " " + words[1], 1, Integer::sum);
    if (!ALLOWED.get(words[0]).contains(Integer.parseInt(words[1]))) {
      unexpected.add(line);
    }
  }

  private static void checkFolder(Path folder, Path log, Path snapshots) throws IOException {
    SnapshotManager manager =
        SnapshotManager.open(log, SnapshotOptions.defaults().withSnapshotDirectory(snapshots));
    SnapshotList list = manager.list();
    assertEquals(List.of(), list.damaged());
    Set<String> ids =
        list.snapshots().stream().map(Snapshot::id).collect(Collectors.toCollection(TreeSet::new));
    for (String id : ids) {
      assertEquals(List.of(), manager.verify(id, VerifyOptions.defaults()).problems());
      Path target = folder.resolve("checked-0");
      manager.restore(id, target, RestoreOptions.defaults().withSynced(false));
      assertTrue(LogPrefix.isOf(log, target), id);
      Scratch.clear(target);
    }
    Set<String> names = new TreeSet<>(ids);
    names.addAll(Set.of(".lock", "snapshots.json"));
    assertEquals(List.copyOf(names), TestLogs.names(snapshots));
    String catalog = Files.readString(snapshots.resolve("snapshots.json"));
    Set<String> listed = ID.matcher(catalog)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(ids, listed, "the catalog");
  }

  private void report(String what) {
    counts.forEach((command, count) ->
        Proof.add(Section.PROCESSES, what + ": " + command.replace(" ", ", exit code "), count));
  }
}
