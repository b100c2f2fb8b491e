package io.segsnap.cli;

import io.segsnap.CorruptionException;
import io.segsnap.LockedException;
import io.segsnap.NotDueException;
import io.segsnap.NotFoundException;
import io.segsnap.format.MalformedRecordException;

/** What the process's exit code says. */
final class ExitCode {

  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int CORRUPTION = 4;
  static final int NOT_DUE = 5;
  static final int LOCKED = 6;

  private ExitCode() {}

  static int of(Throwable failure) {
    if (failure instanceof NotFoundException) {
      return NOT_FOUND;
    }
    if (failure instanceof CorruptionException || failure instanceof MalformedRecordException) {
      return CORRUPTION;
    }
    if (failure instanceof NotDueException) {
      return NOT_DUE;
    }
    return failure instanceof LockedException ? LOCKED : FAILURE;
  }
}
