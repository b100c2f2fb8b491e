package io.segsnap.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the steps of a list of files. A worker stays with its file, since writers of one file wait for each
 * other in the kernel, and helps with another's only when no file is left to start.
 */
final class CopyQueue {

  /** The next step of one file. */
  static final class Turn {
    final FileCopy file;
    private int nextStep;

    private Turn(FileCopy file) {
      this.file = file;
    }

    private boolean isExhausted() {
      return nextStep == file.stepCount();
    }
  }

  /** A step to do. */
  record Step(Turn turn, int index) {}

  private final List<CopyJob> jobs;
  private final Function<CopyJob, FileCopy> opener;
  private final List<FileCopy> started = new ArrayList<>();
  private final List<Turn> unexhausted = new ArrayList<>();

  CopyQueue(List<CopyJob> jobs, Function<CopyJob, FileCopy> opener) {
    this.jobs = jobs;
    this.opener = opener;
  }

  /** The next step for a worker that last worked on {@code own}; null when none is left. */
  synchronized @Nullable Step next(@Nullable Turn own) {
    Turn turn = own != null && !own.isExhausted() ? own : nextTurn();
    if (turn == null) {
      return null;
    }
    Step step = new Step(turn, turn.nextStep++);
    if (turn.isExhausted()) {
      unexhausted.remove(turn);
    }
    return step;
  }

  private @Nullable Turn nextTurn() {
    if (started.size() < jobs.size()) {
      FileCopy file = opener.apply(jobs.get(started.size()));
      started.add(file);
      Turn turn = new Turn(file);
      unexhausted.add(turn);
      return turn;
    }
    return unexhausted.isEmpty() ? null : unexhausted.get(0);
  }

  /** The files that were started so far, in the order of the jobs. */
  synchronized List<FileCopy> started() {
    return List.copyOf(started);
  }
}
