package io.segsnap.copy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

  private final Iterator<FileCopy> files;
  private final List<Turn> unexhausted = new ArrayList<>();

  CopyQueue(List<FileCopy> files) {
    this.files = files.iterator();
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
    if (files.hasNext()) {
      Turn turn = new Turn(files.next());
      unexhausted.add(turn);
      return turn;
    }
    return unexhausted.isEmpty() ? null : unexhausted.get(0);
  }
}
