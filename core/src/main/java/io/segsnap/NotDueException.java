package io.segsnap;

import java.nio.file.Path;
import java.time.Instant;

/** A snapshot was asked for before the minimum interval since the last one was over. */
public final class NotDueException extends SegsnapException {

  private static final long serialVersionUID = 1L;

  private final Instant due;

  public NotDueException(String operation, Path path, Instant due) {
    super(
        line(
            operation,
            path,
            "the minimum interval since the last snapshot is not over; the next is due at " + due,
            "wait, or force it"),
        null);
    this.due = due;
  }

  /** From when on it is allowed. */
  public Instant due() {
    return due;
  }
}
