package io.segsnap.crash;

import io.segsnap.crash.CrashStates.State;
import io.segsnap.crash.Scenario.Crash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Crashes an operation at every one of its calls, in every way of {@link Loss}, and recovers. States
 * that look alike are recovered once.
 */
final class CrashEnumeration {

  /**
   * How deep to go.
   *
   * @param reorderings random subsets of the unsynced calls, for each call
   * @param recoveriesCrashed of how many states the recovery is crashed too, at every call
   * @param seed of all randomness
   */
  record Depth(int reorderings, int recoveriesCrashed, long seed) {}

  /**
   * What was done.
   *
   * @param calls that change something
   * @param crashedBefore how many of them a crash preceded; one more crash follows the last
   * @param syncs how many of the calls make something durable
   * @param states that crashes left
   * @param distinct of them, all recovered from
   * @param inRecovery of the distinct ones, those that a crash of the recovery left
   */
  record Coverage(
      String operation,
      int calls,
      int crashedBefore,
      int syncs,
      long states,
      long distinct,
      long inRecovery) {}

  private final Scenario scenario;
  private final Depth depth;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> recovered = new HashSet<>();
  private final Set<Integer> crashedBefore = new HashSet<>();
  private long states;
  private long inRecovery;

  CrashEnumeration(Scenario scenario, Depth depth) {
    this.scenario = scenario;
    this.depth = depth;
  }

  /** Runs below a directory that is empty, on a file system where syncs cost nothing. */
  Coverage run(Path directory) throws IOException {
    Path root = Files.createDirectory(directory.resolve("root"));
    scenario.prepare(root);
    Tree before = Tree.read(root);
    RecordingDisk disk = new RecordingDisk(root);
    scenario.run(root, disk, disk::promise);
    List<Call> calls = disk.calls();
    scenario.learn(root);
    List<State> all = crash(before, calls, Crash.NONE, depth.seed());
    Path scratch = directory.resolve("scratch");
    all.forEach(state -> checkOne(state, scratch));
    for (State state : sample(all, depth.recoveriesCrashed())) {
      crashRecovery(state, scratch);
    }
    return new Coverage(
        scenario.name(),
        (int) calls.stream().filter(Call::changes).count(),
        crashedBefore.size(),
        (int) calls.stream().filter(Call::isSync).count(),
        states,
        seen.size(),
        inRecovery);
  }

  /** A part of the states, spread over all of them. */
  private static List<State> sample(List<State> all, int count) {
    List<State> sample = new ArrayList<>();
    double step = Math.max(1, (double) all.size() / Math.max(1, count));
    for (double i = step / 2; count > 0 && i < all.size(); i += step) {
      sample.add(all.get((int) i));
    }
    return sample;
  }

  private void crashRecovery(State state, Path scratch) throws IOException {
    state.tree().write(scratch);
    RecordingDisk disk = new RecordingDisk(scratch);
    scenario.recover(scratch, disk);
    long before = seen.size();
    crash(
            state.tree(),
            disk.calls(),
            state.crash(),
            depth.seed() + state.crash().call())
        .forEach(second -> checkOne(second, scratch));
    inRecovery += seen.size() - before;
  }

  /** The states that no crash so far has left. */
  private List<State> crash(Tree before, List<Call> calls, Crash earlier, long seed) {
    List<State> found = new ArrayList<>();
    new CrashStates(before, calls, depth.reorderings()).each(earlier, seed, state -> {
      states++;
      if (seen.add(state.key())) {
        found.add(state);
      }
      int k = state.crash().call();
      if (earlier.equals(Crash.NONE) && k < calls.size() && calls.get(k).changes()) {
        crashedBefore.add(k);
      }
    });
    return found;
  }

  private void checkOne(State state, Path scratch) {
    try {
      check(scenario, state, scratch, recovered);
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(
          scenario.name() + ", " + state.crash() + ", seed " + depth.seed() + ": " + e, e);
    }
  }

  /**
   * Fails unless a state is as it must be, before and after the recovery from it.
   *
   * @param recovered digests of trees from which recovering succeeded, which does not depend on what
   *     was promised; this one is added
   */
  static void check(Scenario scenario, State state, Path scratch, Set<String> recovered)
      throws IOException {
    state.tree().write(scratch);
    scenario.check(scratch, state.crash());
    String tree = state.tree().digest();
    if (!recovered.contains(tree)) {
      state.tree().write(scratch);
      scenario.recover(scratch, new CloningDisk());
      scenario.checkRecovered(scratch);
      recovered.add(tree);
    }
  }
}
