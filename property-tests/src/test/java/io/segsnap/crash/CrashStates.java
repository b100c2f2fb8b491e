package io.segsnap.crash;

import io.segsnap.crash.Scenario.Crash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
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

  private static final int NONE = -1;

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
   * @param visitor says whether to go on
   */
  void each(Crash earlier, Random random, Predicate<State> visitor) {
    each(earlier, List.of(Loss.values()), NONE, random, visitor);
  }

  /**
   * Makes the states of power failures after a sync that was not made.
   *
   * @param sync number of the call that is left out
   */
  void eachWithout(int sync, Random random, Predicate<State> visitor) {
    List<Loss> losses =
        Arrays.stream(Loss.values()).filter(Loss::isPowerFailure).toList();
    each(
        Crash.NONE,
        losses,
        sync,
        random,
        state -> state.crash.call() <= sync || visitor.test(state));
  }

  private void each(
      Crash earlier, List<Loss> losses, int leftOut, Random random, Predicate<State> visitor) {
    FileSystemModel model = new FileSystemModel(before);
    List<String> promises = new ArrayList<>(earlier.promises());
    for (int k = 0; k <= calls.size(); k++) {
      Call next = k == calls.size() ? null : calls.get(k);
      if (next instanceof Call.Promise promise) {
        promises.add(promise.text());
        continue;
      }
      for (Loss loss : losses) {
        Crash crash = earlier.then(k, loss, promises);
        for (int i = 0; i < times(loss, next); i++) {
          Tree tree = loss == Loss.HALF_A_WRITE
              ? halfWritten(calls.subList(0, k), (Call.Write) next)
              : model.crash(loss, random);
          if (!visitor.test(new State(tree, crash))) {
            return;
          }
        }
      }
      if (next != null && k != leftOut) {
        model.apply(next);
      }
    }
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
    return model.crash(Loss.HALF_A_WRITE, new Random(0));
  }
}
