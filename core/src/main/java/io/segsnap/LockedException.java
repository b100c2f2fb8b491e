package io.segsnap;

import java.nio.file.Path;

/** Another process, or another object of this process, holds the directory for writing. */
public final class LockedException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  public LockedException(String operation, Path lockFile, String holder) {
    super(
        line(operation, lockFile, "locked by " + holder, "wait until it has finished, or stop it"),
        null);
  }
}
