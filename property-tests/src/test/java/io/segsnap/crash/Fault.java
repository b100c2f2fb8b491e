package io.segsnap.crash;

import java.util.Arrays;

/** How a call fails, and which calls can fail that way. */
enum Fault {
  EIO(
      "Input/output error",
      Kind.OPEN,
      Kind.OPEN_WRITE,
      Kind.CREATE,
      Kind.READ,
      Kind.MAP,
      Kind.WRITE,
      Kind.TRANSFER,
      Kind.SYNC,
      Kind.SYNC_DIRECTORY,
      Kind.NAME,
      Kind.LINK,
      Kind.DELETE,
      Kind.CLOSE,
      Kind.LOCK),
  EMFILE(
      "Too many open files",
      Kind.OPEN,
      Kind.OPEN_WRITE,
      Kind.CREATE,
      Kind.MAP,
      Kind.SYNC_DIRECTORY,
      Kind.LOCK),
  EACCES(
      "Permission denied",
      Kind.OPEN,
      Kind.OPEN_WRITE,
      Kind.CREATE,
      Kind.NAME,
      Kind.LINK,
      Kind.DELETE,
      Kind.LOCK),
  /** From the call on, until something is deleted. Of a write half is done. */
  ENOSPC("No space left on device", Kind.CREATE, Kind.WRITE, Kind.NAME, Kind.LINK),
  /** From the call on, as after an error of the device. */
  EROFS(
      "Read-only file system",
      Kind.OPEN_WRITE,
      Kind.CREATE,
      Kind.NAME,
      Kind.LINK,
      Kind.DELETE,
      Kind.WRITE,
      Kind.SYNC,
      Kind.SYNC_DIRECTORY),
  EXDEV("Invalid cross-device link", Kind.LINK),
  EMLINK("Too many links", Kind.LINK),
  /**
   * Once, and what was not yet synced of the file is gone: a second sync succeeds, and says nothing of
   * what the first lost.
   */
  LOST_SYNC("Input/output error", Kind.SYNC, Kind.SYNC_DIRECTORY),
  /** The call does a part of its work, as calls may. */
  SHORT("", Kind.READ, Kind.TRANSFER),
  /** The calling thread is interrupted. */
  INTERRUPT("", Kind.values()),
  OUT_OF_MEMORY("", Kind.values());

  /** Kinds of calls. */
  enum Kind {
    OPEN,
    OPEN_WRITE,
    CREATE,
    READ,
    MAP,
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

  /** Whether nothing can make up for a sync that failed this way. */
  boolean failsSyncs() {
    return this == EIO || this == LOST_SYNC;
  }

  /** Whether the operation may go on as if nothing had happened. */
  boolean isHarmless() {
    return this == SHORT;
  }
}
