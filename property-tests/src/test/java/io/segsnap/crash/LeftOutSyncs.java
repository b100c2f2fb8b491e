package io.segsnap.crash;

import io.segsnap.crash.CrashStates.State;
import io.segsnap.crash.Scenario.Crash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out syncs of an operation, one at a time, and looks for a power failure after which something
 * is amiss: a check of the checks, and of the syncs.
 */
final class LeftOutSyncs {

  /**
   * What was found.
   *
   * @param missed how many of the syncs some check missed
   * @param neverMissed the others, such as {@code directory topic-0/.snapshots} or {@code file
   *     topic-0/OFFSET.index.tmp}
   */
  record Result(int missed, List<String> neverMissed) {}

  private final Scenario scenario;
  private final int reorderings;
  private final long seed;
  private final Set<String> fine = new HashSet<>();
  private final Set<String> recovered = new HashSet<>();

  /**
   * Syncs of one operation.
   *
   * @param reorderings random subsets of the unsynced calls, for each call
   * @param seed of these
   */
  LeftOutSyncs(Scenario scenario, int reorderings, long seed) {
    this.scenario = scenario;
    this.reorderings = reorderings;
    this.seed = seed;
  }

  /**
   * Runs below a directory that is empty, on a file system where syncs cost nothing.
   *
   * @param stride every how manyth sync is left out
   */
  Result run(Path directory, int stride) throws IOException {
    Path root = Files.createDirectory(directory.resolve("root"));
    scenario.prepare(root);
    Tree before = Tree.read(root);
    RecordingDisk disk = new RecordingDisk(root);
    scenario.run(root, disk, disk::promise);
    List<Call> calls = disk.calls();
    scenario.learn(root);
    CrashStates states = new CrashStates(before, calls, reorderings);
    // that these are in order is what CrashPointTest shows
    states.each(Crash.NONE, seed, state -> {
      fine.add(state.key());
      recovered.add(state.tree().digest());
    });
    int missed = 0;
    List<String> neverMissed = new ArrayList<>();
    int syncs = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).isSync() || syncs++ % stride != 0) {
        continue;
      }
      if (isMissed(states, i, directory.resolve("scratch"))) {
        missed++;
      } else {
        neverMissed.add(describe(calls, i));
      }
    }
    return new Result(missed, neverMissed);
  }

  /** The last states come first: once all is done and promised, most of what is lost is missed. */
  private boolean isMissed(CrashStates states, int sync, Path scratch) {
    List<State> lastFirst = new ArrayList<>();
    states.eachWithout(sync, seed, lastFirst::add);
    Collections.reverse(lastFirst);
    return lastFirst.stream().anyMatch(state -> !isFine(state, scratch));
  }

  private boolean isFine(State state, Path scratch) {
    String key = state.key();
    if (!fine.contains(key)) {
      try {
        CrashEnumeration.check(scenario, state, scratch, recovered);
      } catch (IOException | RuntimeException | AssertionError e) {
        return false;
      }
      fine.add(key);
    }
    return true;
  }

  private static String describe(List<Call> calls, int sync) {
    Map<Integer, Path> files = new HashMap<>();
    for (Call call : calls.subList(0, sync)) {
      if (call instanceof Call.Create create) {
        files.put(create.file(), create.path());
      } else if (call instanceof Call.Open open) {
        files.put(open.file(), open.path());
      }
    }
    String text = calls.get(sync) instanceof Call.Sync file
        ? "file " + files.get(file.file())
        : "directory " + ((Call.SyncDirectory) calls.get(sync)).path();
    return text.replaceAll("snapshot-\\d+", "ID").replaceAll("\\d{20}", "OFFSET");
  }
}
