package io.segsnap.crash;

import io.segsnap.crash.Scenario.Crash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What crashes leave of a recorded operation: at every one of its calls, in every way of {@link Loss}. */
final class CrashStates {

  /** What is found after a crash. */
  record State(Tree tree, Crash crash) {

    /** The same for states that no check can tell apart. */
    String key() {
      return tree.digest() + crash.promises() + crash.powerFailed();
    }
  }

  private static final List<Loss> POWER_FAILURES =
      Arrays.stream(Loss.values()).filter(Loss::isPowerFailure).toList();

  private final Tree before;
  private final List<Call> calls;
  private final int reorderings;

  /**
   * States of one operation.
   *
   * @param reorderings random subsets of the unsynced calls, for each call
   */
  CrashStates(Tree before, List<Call> calls, int reorderings) {
    this.before = before;
    this.calls = calls;
    this.reorderings = reorderings;
  }

  /**
   * Makes all states, in order.
   *
   * @param earlier the crash that the operation recovers from
   * @param seed of what is reordered, at each call by itself
   */
  void each(Crash earlier, long seed, Consumer<State> visitor) {
    FileSystemModel model = new FileSystemModel(before);
    List<String> promises = new ArrayList<>(earlier.promises());
    for (int k = 0; k <= calls.size(); k++) {
      Call next = k == calls.size() ? null : calls.get(k);
      if (next instanceof Call.Promise promise) {
        promises.add(promise.text());
        continue;
      }
      RandomGenerator random = new SplittableRandom(seed + k);
      for (Loss loss : Loss.values()) {
        Crash crash = earlier.then(k, loss, promises);
        for (int i = 0; i < times(loss, next); i++) {
          Tree tree = loss == Loss.HALF_A_WRITE
              ? halfWritten(calls.subList(0, k), (Call.Write) next)
              : model.crash(loss, random);
          visitor.accept(new State(tree, crash));
        }
      }
      if (next != null) {
        model.apply(next);
      }
    }
  }

  /**
   * Makes the states of power failures after a sync that was not made, until the same sync is made
   * again, from when on all is as if it had been. Only those just before a sync and at the end: what
   * can be lost in between can be lost there as well.
   *
   * @param sync number of the call that is left out
   */
  void eachWithout(int sync, long seed, Consumer<State> visitor) {
    int again = calls.subList(sync + 1, calls.size()).indexOf(calls.get(sync));
    int last = again < 0 ? calls.size() : sync + 1 + again;
    FileSystemModel model = new FileSystemModel(before);
    calls.subList(0, sync).forEach(model::apply);
    for (int k = sync + 1; k <= last; k++) {
      if (k == calls.size() || calls.get(k).isSync()) {
        List<String> promises = promisesBefore(k);
        RandomGenerator random = new SplittableRandom(seed + k);
        for (Loss loss : POWER_FAILURES) {
          for (int i = 0; i < times(loss, null); i++) {
            Tree tree = model.crash(loss, random);
            visitor.accept(new State(tree, Crash.NONE.then(k, loss, promises)));
          }
        }
      }
      if (k < last) {
        model.apply(calls.get(k));
      }
    }
  }

  private List<String> promisesBefore(int call) {
    return calls.subList(0, call).stream()
        .filter(Call.Promise.class::isInstance)
        .map(promise -> ((Call.Promise) promise).text())
        .toList();
  }

  private int times(Loss loss, @Nullable Call next) {
    if (loss == Loss.HALF_A_WRITE) {
      return next instanceof Call.Write ? 1 : 0;
    }
    if (next != null && !next.changes()) {
      return 0;
    }
    return loss == Loss.REORDERED ? reorderings : 1;
  }

  private Tree halfWritten(List<Call> made, Call.Write write) {
    FileSystemModel model = new FileSystemModel(before);
    made.forEach(model::apply);
    model.applyHalf(write);
    return model.crash(Loss.HALF_A_WRITE, new SplittableRandom(0));
  }
}
