package io.segsnap.benchmarks.gate;

import java.io.IOException;

/** Why a gate can't be run to its end: one line, and an exit code of its own. */
final class GateException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  enum Kind {
    /** A setting can't be used. */
    USAGE(4),
    /** A build can't be had: no such ref or jar, or it doesn't compile. */
    BUILD(5),
    /** The builds have different API, so that one operation can't be run on both. */
    API(6),
    /** A worker failed or ended, for instance on a full disk. */
    FAILED(7);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  GateException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  int exitCode() {
    return kind.exitCode();
  }
}
