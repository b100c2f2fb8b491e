package io.segsnap.crash;

import java.util.Arrays;

/** How a call fails, and which calls can fail that way. */
enum Fault {
  EIO(
      "Input/output error",
      Kind.OPEN,
      Kind.CREATE,
      Kind.READ,
      Kind.WRITE,
      Kind.TRANSFER,
      Kind.SYNC,
      Kind.SYNC_DIRECTORY,
      Kind.NAME,
      Kind.LINK,
      Kind.DELETE,
      Kind.CLOSE),
  EMFILE("Too many open files", Kind.OPEN, Kind.CREATE, Kind.SYNC_DIRECTORY, Kind.LOCK),
  EACCES("Permission denied", Kind.OPEN, Kind.CREATE, Kind.NAME, Kind.LINK, Kind.DELETE, Kind.LOCK),
  /** From the call on, until something is deleted. Of a write half is done. */
  ENOSPC("No space left on device", Kind.CREATE, Kind.WRITE, Kind.NAME, Kind.LINK),
  /** From the call on, as after an error of the device. */
  EROFS(
      "Read-only file system",
      Kind.CREATE,
      Kind.NAME,
      Kind.LINK,
      Kind.DELETE,
      Kind.WRITE,
      Kind.SYNC),
  EXDEV("Invalid cross-device link", Kind.LINK),
  EMLINK("Too many links", Kind.LINK),
  /** Once; a second sync would succeed, and say nothing of what the first lost. */
  LOST_SYNC("Input/output error", Kind.SYNC, Kind.SYNC_DIRECTORY),
  /** The call does a part of its work, as calls may. */
  SHORT("", Kind.READ, Kind.TRANSFER),
  /** The calling thread is interrupted. */
  INTERRUPT("", Kind.values()),
  OUT_OF_MEMORY("", Kind.values());

  /** Kinds of calls. */
  enum Kind {
    OPEN,
    CREATE,
    READ,
    WRITE,
    TRANSFER,
    SYNC,
    SYNC_DIRECTORY,
    /** A rename, a new directory, a time. */
    NAME,
    LINK,
    DELETE,
    CLOSE,
    LOCK;

    @SuppressWarnings("EnumOrdinal") // only a bit of a mask in memory
    private int bit() {
      return 1 << ordinal();
    }
  }

  private final String message;
  /** Bits by ordinal. */
  private final int kinds;

  Fault(String message, Kind... kinds) {
    this.message = message;
    this.kinds = Arrays.stream(kinds).mapToInt(Kind::bit).sum();
  }

  String message() {
    return message;
  }

  boolean canHit(Kind kind) {
    return (kinds & kind.bit()) != 0;
  }

  /** Whether all later calls fail too. */
  boolean lasts() {
    return this == ENOSPC || this == EROFS;
  }

  /** Whether the operation may go on as if nothing had happened. */
  boolean isHarmless() {
    return this == SHORT;
  }
}
